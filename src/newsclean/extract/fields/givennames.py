"""Given names that are common where news is written: they tell "Ada Quill" from "Share Article".

Written from general knowledge, by language; accents are off and letters are small. A name that is
not among them is no less a name: the list only lets a name count that nothing else marks as one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsclean.extract.fields.letters import letter_runs
from newsclean.extract.fields.moregivennames import MORE

_WORDS = (
    # English
    """
    aaron abby abigail ada adam adele adrian adriano agnes aidan alan albert alec alex alexa
    alexander alexandra alexis alfred alice alicia alison allan allen allison alyssa amanda
    amber amelia amy andre andrea andrew andy angela angie anita ann anna anne annie anthony
    antonia april arthur ashley ashton audrey austin barbara barry beatrice becky belinda ben
    benjamin bernard bernice beth bethany betty beverly bianca bill billy blake bob bonnie brad
    bradley brandon brenda brendan brent brett brian bridget brittany brooke bruce bryan bryce
    caitlin cameron camille carl carla carly carol caroline carolyn carrie casey cassandra
    cassidy catherine cathy cecilia chad charles charlie charlotte chelsea cheryl chloe chris
    christian christie christina christine christoffer christopher cindy claire clara clare
    claudia clayton clive cody colin connie connor corey courtney craig curtis cynthia daisy
    dale damien dan dana daniel danielle danilo danny darren dave david dawn dean debbie deborah
    debra denise dennis derek dexter diana diane dominic don donald donna doreen doris dorothy
    doug douglas duncan dylan earl ed eddie edgar edith eduard edward edwin eileen elaine
    eleanor elena eliot elise eliza elizabeth ella ellen elliot elliott emily emma eric erica
    erik erin ernest ethan eugene eva evan evelyn faith fern fiona florence frances francis
    frank fred frederick gabriel gabrielle gail gareth gary gavin gemma geoff geoffrey george
    georgia georgina gerald gerard gillian gina glen glenn gloria gordon gotz grace graham grant
    greg gregory gwen haley hannah harold harriet harrison harry harvey hattie hayley hazel
    heather helen henry herbert holly howard hugh hugo ian imogen irene iris isaac isabel
    isabella isabelle isaiah ivan ivy jack jackie jackson jacob jacqueline jade jake james jamie
    jan jane janet janice jared jasmine jason jay jean jeff jeffrey jenna jennifer jenny jeremy
    jerome jerry jesse jessica jill jim jimmy jo joan joanna joanne joe joel john johnny jon
    jonathan jordan joseph josh joshua joy joyce juan judith judy julia julian juliane julie
    juliet juliette julius june justin karen karin karina karl kate katherine kathleen kathryn
    kathy katie katrina kayla keith kelly kelsey ken kenneth kerry kevin kim kimberly kirsten
    kirsty kristen kristin kristina kurt kyle lance larry laura lauren laurie lawrence leah lee
    leila len leo leon leonard leslie lewis liam lillian lily linda lindsay lindsey lisa liz
    lloyd logan lois lorraine louis louise lucas lucy luke lydia lynn mackenzie madeleine
    madeline madison maggie malcolm mandy marc marcia marcus margaret maria marian marie marilyn
    marion marisa marjorie mark marsha martha martin marty marvin mary mason matt matthew
    matthieu maureen maurice max maxine meg megan meghan melanie melinda melissa meredith mia
    michael michelle mick miguel mike mildred miles millie miranda mitchell molly monica morgan
    muriel myra nadia nancy naomi natalie natasha nate nathan nathaniel neil nia nicholas nick
    nicola nicole nigel nina noah noel nora norma norman oliver olivia oscar owen paige pamela
    pat patricia patrick patty paul paula pauline peggy penny percy perry pete peter phil philip
    phillip phoebe phyllis polly preston priscilla rachael rachel ralph randy ray raymond
    rebecca reginald rhonda rhys richard rick ricky rita rob robert roberta robin rod rodney
    roger roland ron ronald rory rosa rose rosemary ross roy ruby rupert russell ruth ryan
    sabrina sally sam samantha samuel sandra sara sarah scott sean sebastian seth shane shannon
    sharon shaun shawn sheila shelby shelley sherry sheryl shirley sidney simon sonia sophia
    sophie stacey stacy stan stanley stella stephanie stephen steve steven stewart stuart sue
    susan susanna suzanne sydney sylvia tamara tammy tania tanya tara taylor ted terence teresa
    terri terry thea theodore theresa thomas tiffany tim timothy tina toby todd tom tommy toni
    tony tracey tracy travis trevor trish tristan troy tyler valerie vanessa vera vernon
    veronica vicky victor victoria vincent violet virginia vivian walter wanda warren wayne
    wendy wesley whitney will william winifred yvonne zac zach zachary zara zoe
    """.split()
    # German, Dutch
    + """
    achim adelheid albrecht alina alois andreas anette angelika anika anja anke annegret
    anneliese annette annika anouk antje arne arno arnold astrid axel bart bas beate benedikt
    benno bernd bernhard bettina birgit birte bjorn bodo boris bram brigitte britta bruno
    burkhard carina carmen carolin carsten caspar cees christa christel christiane christof
    christoph claus clemens conny corinna cornelia daan daniela denis detlef dieter dietmar
    dietrich dirk dorothea eberhard eckhard elfriede elisabeth elke erich ernst erwin ester
    eugen felix femke ferdinand floor florian frans frauke frederike fridolin frieda friederike
    friedrich frithjof fritz gabi gabriele geert georg gerd gerda gerhard gero gerrit gertrud
    gisela gregor gudrun guido gunnar gunter gunther gustav hanna hannelore hannes hans harald
    hartmut heide heidi heike heiko heiner heinrich heinz helga helge helmut hendrik henning
    henrik hermann hildegard holger horst hubert ilse ina inga ingeborg ingo ingrid inka isabell
    jaap jana janina janneke jannik jasper jens jeroen joachim jochen johann johanna johannes
    jonas joost jorg joris josef josefine jurgen jurre jutta kai karla karolin karsten kaspar
    katarina katharina kathrin katja katrin kees kerstin kira klaas klara klaus koen konrad
    konstantin lars lea lena lennart leonie lieke lieselotte lorenz lothar lotte ludger ludwig
    lukas lutz maaike maarten magdalena maike malte manfred manuel manuela marcel mareike
    margarete margit margot marieke marijke marina mario marita marius marjolein markus marlene
    marlies marloes martina mathias matthias maximilian meike merle michaela mieke mirjam moritz
    nadine nadja nienke niklas niko nils norbert olaf ole oskar otto pascal patrizia petra
    philipp pia pieter rainer ralf ramona raphael regina regine reiner reinhard reinhold remco
    renate rene rik rolf roman ronny roos rosemarie ruben rudiger rudolf ruud sabine sander
    sandro sanne sascha siegfried sigrid silke silvia simone sina sjoerd sofie sonja stefan
    stefanie steffen stephan stijn susanne sven svenja swen tanja tatjana tessa theo theresia
    thijs thilo thorsten till tilman timo tineke tobias ton torben torsten udo ulf uli ulla
    ulrich ulrike ursula ute uwe valentin verena viktor viktoria volker volkmar waldemar
    waltraud werner wiebke wilfried wilhelm willem willi wim winfried wolf wolfgang wouter
    """.split()
    # French, Italian, Spanish, Portuguese, Romanian
    + """
    adina adolfo adriana adrien afonso agathe agustin alain alba alberto aldo alejandra
    alejandro alessandra alessandro alessia alessio alexandre alexandru alfonso alfredo aline
    alvaro amandine amaya amelie ana anais andrei andreia andres angel angeles angelo antoine
    antonella antonio arianna armando arnaud arturo aurelie aurelien baptiste bastien beatriz
    begona belen benoit bertrand blanca bogdan bruna caio camelia camila carlo carlos carole
    carolina catalin catalina catarina cecile cedric celine cesar chantal charlene chiara
    christelle christophe ciprian clarice claude claudio clemence clement coralie corentin
    corina cosmin cristi cristian cristina cristobal cyril dario davide debora delphine didier
    diego diogo dolores domenico dominique dragos duarte edouard eduardo eleonora eliana elisa
    elodie elvira emanuele emilie emilio emmanuel emmanuelle enrico enrique enzo ernesto esteban
    estelle esther etienne eugenia fabiana fabien fabienne fabio fabiola fabrice fabrizio fanny
    fatima federica federico felipe fernanda fernando filippo flavia flavio florent florin
    francesca francesco francisco franck francois francoise frederic gabriela gael genevieve
    geraldine gerardo gheorghe ghislain giacomo gianluca gianni gilberto gilles giorgia giorgio
    giovanna giovanni giulia giuliano giulio giuseppe goncalo gonzalo graciela guadalupe
    guillaume guillermo gustavo gwenael hector heitor helene henrique hernan herve hugues
    ignacio iker ilaria ines inmaculada ioana ion ionut ismael iulia jacopo jacques jaime javier
    jeanne jesus joana joao joaquin jocelyne jorge jose josefa juana jules juliana julien
    julieta julio justine karine laetitia larissa laure laurence laurent laurentiu leandro
    leonardo leonor leticia lionel livia liviu loic lorena lorenzo lourdes luana luc luca lucia
    lucian luciana luciano lucie ludovic luigi luis luisa luiz luiza macarena manon mara marcela
    marcelo marcio marco marcos margarita margaux mariana mariano marine marta maryse massimo
    mateo matheus mathieu mathilde matias matteo mattia mauricio maurizio maxime mercedes michel
    michele mickael mihaela mihai milton mircea mireille miriam mirko monique morgane murielle
    murilo mélanie natalia nathalie nelson nicolae nicolas nicolo noemie nuno nuria oana octavio
    odile olga olivier ovidiu pablo paloma paola paolo pascale patrice patricio paulina paulo
    pedro philippe pierre pietro pilar quentin radu rafael rafaela raffaele raluca ramiro ramon
    raquel raul razvan regis remi renata renato ricardo riccardo roberto rocio rodolfo rodrigo
    rogerio romain rosario roxana rui salvador salvatore sandrine santiago sebastien serena
    serge sergio severine simona sofia soledad solene sorin stefania stefano stephane susana
    sylvain sylvie tanguy tatiana thiago thibault thierry tiago tomas tommaso tudor umberto
    valentina valeria vasco vasile veronique vicente vincenzo vinicius virginie vitor vittorio
    viviane vlad xavier ximena yann yannick yolanda yves
    """.split()
    # Nordic, Slavic, Baltic, Hungarian, Greek, Turkish
    + """
    agata agnieszka ahmet akos aksel aleksandar aleksandr aleksandra aleksei alena ales
    alexandros alexei alexey ali anastasia anastasios anatoly anders andras andrey andrzej ane
    angeliki aniko anniina anton antti arkady artem artur artyom arvid asbjorn ase aslı
    athanasios attila ayse balazs barbora bartosz beata bela bence bengt bente berit birgitta
    bjarne bo borivoj borje bozena branko burak can cem cemal cezary christer christos claes dag
    dariusz darko dasha dawid dejan denisa deniz derya dimitra dimitrios dimitris dmitri dmitry
    dominik dorota dragan dusan edyta eero einar eirik ekaterina eleftheria eleni elif elin
    elina eliska elzbieta emil emilia emine emre eren erkki eskil espen esra eszter evangelos
    evgeni evgeny ewa ewelina fatih fatma ferenc fikret filip fotini frantisek fredrik frida
    frode fyodor gabor galina gennady georgios georgy gergely gergo giannis giorgos gleb gokhan
    goran grazyna grzegorz gunilla gustaf gyorgy gyula hakan halil halina hana hanne hannu harri
    hasan heikki helena henryk hilde huseyin ibrahim ida igor ildiko ilya imre inger ingvild
    inna ioanna ioannis irina ismail istvan ivana ivica ivo iwona izabela jaakko jacek jakob
    jakub janne janos janusz jari jarl jaroslav jaroslaw jasna jelena jerzy jesper jindrich jiri
    jitka joakim johan jolanta jorgen jovan jovana jozsef judit juha jukka jussi justyna kaisa
    kalle kamil kamila karel kari karol karolina karoline kasper katalin katarzyna katerina
    katri kemal kinga kirill kirsi kjell kjetil knut konstantinos kostas kristian kristoffer
    kristyna krisztian krystyna krzysztof ksenia kyriakos ladislav larisa lasse laszlo lauri
    leena lefteris leif lene lenka leonid lev levente leyla libor linn liudmila liv lotta lubos
    ludek luka lukasz lyudmila maciej mads magda magnus maja maksim malgorzata malin manolis
    marcin marek marija marit mariusz marketa markku marko marton mate mateusz mats matti maxim
    mehmet melis merve metin mette michal michalis mihaly mika mikael mikhail mikkel mikko
    miklos mikolaj milan milena milica milos milosz minna mirjana miroslav monika morten murat
    mustafa nadezhda nataliya nazli nebojsa necati nemanja nenad niels nikita nikola nikolai
    nikolaos nikolay nikos noemi nuray oguz okan oksana olav oleg oleksandr olena olle omer
    ondrej onur orhan orsolya oskari osman ove ozan ozge pal panagiotis panos par patrycja pavel
    pavla pavlos pawel pekka pelle per pernille petar petr petri petter piotr pirjo polina
    predrag premysl przemyslaw radek radka radoslaw rafal rasmus reka riikka rikke risto roar
    rune ruslan ryszard saara sami sandor sanja sanna sasa satu selim selin sergei sergey serhiy
    serkan sevgi signe silje sinan sindre siri slava slawomir slobodan snezana soren sotiris
    spyros stanislav stanislaw stavros steinar stelios stepan stig stina sture suleyman svein
    svetlana sylwia szymon tadeusz tamas tapio taras tatyana tereza terje thanasis thanos
    theodoros thor tibor tiina timur tomasz tomislav tor torbjorn tord tore torstein tove trine
    trond tuba tugba tuncay tunde tuomas ugur umut urszula vaclav vadim valery vangelis vasilis
    vasily vassilis vegard veronika vesna vidar ville vit vitaly vladimir vladislav vojtech
    volkan volodymyr vuk vyacheslav weronika wieslaw witold wojciech yana yannis yaroslav
    yasemin yavuz yegor yelena yevgeny yiannis yilmaz yulia yuri yury yusuf zafer zbigniew
    zdenek zehra zeljko zeynep zhanna zofia zoltan zoran zsofia zsolt zsuzsanna zuzana zuzanna
    βασιλης γιαννης γιωργος δημητρης ελενη κατερινα κωστας μαρια νικος παναγιωτης σοφια χρηστος
    александр александра алексей алена алина анастасия анатолий андрей анна антон аркадий артем
    валентина валерий василий вера виктор виктория виталий владимир владислав вячеслав галина
    геннадий георгий григорий дарья денис дмитрий евгений евгения екатерина елена иван игорь
    илья инна ирина кирилл константин ксения лариса леонид любовь людмила максим марина мария
    михаил надежда наталья никита николай оксана олег олександр олена ольга павел петр полина
    роман руслан светлана сергей сергій станислав татьяна тимур юлия юрий яна ярослав
    """.split()
    # Arabic, Persian, Hebrew, Indian, African, East and South-East Asian, in Latin letters
    + """
    aarti abbas abdallah abdel abdul abdullah abhay abhijit abhinav abhishek abiodun abu adaeze
    ade adebayo adel aditi aditya adnan agung agus ahmad ahmed aisha ajay akash akiko akira
    akram akshay alia alok amal aman amara amin amina aminata amir amira amirhossein amit
    amitabh amos amr anand ananya andi anh anil anirudh anjali ankit ankita ankur anuj anupam
    anurag anwar aparna arash archana ardeshir ari arief ariel arjun arun aruna arvind ashish
    ashok ashwin asif asim avi avraham aya ayesha ayo ayu ayumi aziz babak babatunde bambang bao
    bashir bayu behrouz bharat bijan bilal binh bola budi bukola chandan chen chi chidi chika
    chinedu chinwe chioma citra cuong daisuke dalia dariush deepa deepak deepika devika dewi
    dian dina dinesh divya dov duc dung dwi edi eitan eka elad eli emeka endah eun eyal fadi
    fahad faisal faiz fajar fang farah farhad farhan farid farzaneh fawad femi feng folake gal
    gaurav gautam geeta ghassan giang gideon gil girish golnaz gopal govind ha habib hadas hae
    hai hala hamid hamza hanh hani hao harish harsh harsha haruka haruki hassan hatem hee hemant
    hendra hiba hideo hien hila hina hiroko hiroshi hisham hoa hoang hong huda hue hui hung
    huong hussain hussein huy hyun ichiro ifeoma ikechukwu iman imran indah indira indra irfan
    ishaan itai itamar jae jagdish jamal jamil javed jaya jayant ji jian jin jing joko joon jun
    jung junko jyoti kabir kalpana kamal kamala kaori karan karim karthik kashif kaveh kavita
    kazuki kazuo keiko kenji kenta khadija khaled khalid khanh kien kiran kishore kofi krishna
    kunal kwame kwesi kyoko laila lakshmi lalit lan lata layla le lei lestari lin lina lindiwe
    ling linh lior loan long made madhav madhu maha mahesh mahmoud mahsa mai majid makoto malak
    mamadou manish manisha manoj mariam mariko marwa marwan maryam masahiro masaki may maya
    mayank mazen meena meera megha mehdi mehran mehreen mei meir miki milind min mina ming minh
    minho mohamad mohamed mohammad mohammed mohan mohit mohsen mona moshe mostafa mounir muhamad
    muhammad mukesh mukul musa na nabil nadeem nam naoki naoko narendra naresh nasrin nasser
    naveed naveen nawal nazanin neda neeraj neha nga ngan nghia ngoc ngozi nguyen nhung nida
    nidhi nikhil nilesh ning nir nisha nitin nkechi noa noam nomsa noriko nour noura nur nurul
    obi ofer olumide oluwaseun omar omri orly osama ousmane pankaj parisa parth phong phuc
    phuong ping pooja prabhat pradeep prakash pramod pranav prasad prashant pratik praveen
    preeti prem priya priyanka puja puneet putri putu qiang qing quan quang quoc quynh rabia
    radha radhika raghav rahmat rahul raj raja rajat rajeev rajesh rajiv rakesh ram ramesh rami
    ran rana rania rashid rashmi ratna ravi reem reiko rekha renu reza rima rina ritu rizky
    rizwan rohan rohit roni ruchi ryo saad saadia sabah sachin sadia sahar said saima sajid
    salah saleh salim salma salman saman samer samir samira sana sandeep sangeeta sanjay sanjeev
    santosh sapna sarita satish satoshi saurabh seema selma seo seung shahid shahin shahzad shai
    shalini shankar sharad shashi shazia shekhar sherif shilpa shinji shira shirin shiv shivam
    shlomo shobha shota shreya shruti shubham shweta siamak siddharth sipho siti slamet smita
    sneha sohail soheil son sonali soo sota sri srinivas subhash sudhir sujata suman sumit sung
    sunil sunita suraj suresh sushil sushma sutrisno swapnil swati tahir takashi takeshi tal tam
    tamar tamer tan tanvi tao tarek tariq tarun tendai thabo thanh thao thi thu thuy tien tomoko
    toru tran trang tri trung tu tuan tung tuyen uche uday uma umar uri usha usman van varsha
    varun viet vijay vikas vikram vinay vineet vinh vinod vipin vishal vivek wael wahyu walid
    wanjiru waqar wayan wei wen widodo woo xiao xin xuan xue yael yair yan yang yanti yash
    yasmin yasser yasuo yaw yehuda yen yi yigal ying yitzhak yoav yoko yonatan yong yoon yosef
    yoshiko yossi young yousef youssef yu yuan yudi yue yuki yuko yumi yuni zahid zain zainab
    zanele zeeshan zeinab zhen zhi ziad
    """.split()
)

_LED_IN = re.compile(r"(?:By|Von|Auth?or)[A-Z]")  # "ByAda", as `people` takes it apart
_TITLES = frozenset("dr prof mag dipl mr mrs ms sir dame rev hon ing herr frau".split())


def has_given(name: str) -> bool:
    """Return whether a name of several words begins with a common given name.

    >>> has_given("Jürgen Quill"), has_given("Jean-Luc Quill"), has_given("Share Article")
    (True, True, False)
    """
    words = name.split()
    if words and words[0].lower().rstrip(".") in _TITLES:
        words = words[1:]
    return len(words) > 1 and unaccented(words[0].split("-")[0]) in _GIVEN


def may_have_given(text: str) -> bool:
    """Return whether names in a text may begin with a common given name: a word of it is one.

    Cheap, to be asked before names are cut out of a text; False is sure.

    >>> may_have_given("By Jürgen Quill"), may_have_given("ByJürgen"), may_have_given("Share now")
    (True, True, False)
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return True
    return any(
        unaccented(word) in _GIVEN or _LED_IN.match(word) is not None for word in letter_runs(text)
    )


@lru_cache(maxsize=2048)
def unaccented(word: str) -> str:
    """Return a word in small letters without accents."""
    parts = unicodedata.normalize("NFD", word.lower().replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in parts if not unicodedata.combining(c)).strip(".,")


_GIVEN = frozenset(unaccented(word) for word in (*_WORDS, *MORE.split()))
