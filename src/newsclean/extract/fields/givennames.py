"""Given names that are common where news is written: they tell "Ada Quill" from "Share Article".

Written from general knowledge, by language; accents are off and letters are small. A name that is
not among them is no less a name: the list only lets a name count that nothing else marks as one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WORDS = (
    # English
    """
    aaron abby abigail ada adam adele adrian agnes aidan alan albert alec alex alexa alexander alexandra
    alexis alfred alice alicia alison allan allen allison alyssa amanda amber amelia amy andre andrea
    andrew andy angela angie anita ann anna anne annie anthony antonia april arthur ashley audrey austin
    barbara barry beatrice becky belinda ben benjamin bernard bernice beth bethany betty beverly bill
    billy blake bob bonnie brad bradley brandon brenda brendan brent brett brian bridget brittany brooke
    bruce bryan bryce caitlin cameron camille carl carla carly carol caroline carolyn carrie casey
    cassandra catherine cathy cecilia chad charles charlie charlotte chelsea cheryl chloe chris christian
    christie christina christine christopher cindy claire clara clare claudia clayton clive cody colin
    connie connor corey courtney craig curtis cynthia daisy dale damien dan dana daniel danielle danny
    darren dave david dawn dean deborah debra debbie denise dennis derek diana diane dominic don donald
    donna doris dorothy doug douglas duncan dylan earl ed eddie edgar edith edward edwin eileen elaine
    eleanor elena eliot elise eliza elizabeth ella ellen elliot elliott emily emma eric erica erik erin
    ernest ethan eugene eva evan evelyn fiona florence frances francis frank fred frederick gabriel
    gabrielle gail gareth gary gavin gemma geoff geoffrey george georgia georgina gerald gerard gillian
    gina glen glenn gloria gordon grace graham grant greg gregory gwen hannah harold harriet harrison
    harry harvey hayley hazel heather helen henry herbert holly howard hugh hugo ian imogen irene iris
    isaac isabel isabella isabelle ivan ivy jack jackie jackson jacob jacqueline jade jake james jamie
    jan jane janet janice jared jasmine jason jay jean jeff jeffrey jenna jennifer jenny jeremy jerome
    jerry jesse jessica jill jim jimmy jo joan joanna joanne joe joel john johnny jon jonathan jordan
    joseph josh joshua joy joyce juan judith judy julia julian julie juliet juliette june justin karen
    karl kate katherine kathleen kathryn kathy katie katrina kayla keith kelly kelsey ken kenneth kerry
    kevin kim kimberly kirsten kirsty kristen kristin kristina kurt kyle lance larry laura lauren laurie
    lawrence leah lee leila leo leon leonard leslie lewis liam lillian lily linda lindsay lindsey lisa
    liz lloyd logan lois lorraine louis louise lucas lucy luke lydia lynn mackenzie madeleine madeline
    madison maggie malcolm mandy marc marcia marcus margaret maria marian marie marilyn marion marjorie
    mark marsha martha martin marty marvin mary mason matt matthew maureen maurice max maxine meg megan
    meghan melanie melinda melissa meredith mia michael michelle mick miguel mike mildred miles miranda
    mitchell molly monica morgan muriel myra nadia nancy naomi natalie natasha nathan nathaniel neil nia
    nicholas nick nicola nicole nigel nina noah noel nora norma norman oliver olivia oscar owen paige
    pamela pat patricia patrick patty paul paula pauline peggy penny perry pete peter phil philip phillip
    phoebe phyllis polly priscilla rachael rachel ralph randy ray raymond rebecca reginald rhys richard
    rick ricky rita rob robert roberta robin rod rodney roger roland ron ronald rory rosa rose rosemary
    ross roy ruby russell ruth ryan sabrina sally sam samantha samuel sandra sara sarah scott sean
    sebastian seth shane shannon sharon shaun shawn sheila shelby shelley sherry shirley sidney simon
    sonia sophia sophie stacey stacy stan stanley stella stephanie stephen steve steven stewart stuart
    sue susan susanna suzanne sydney sylvia tamara tammy tania tanya tara taylor ted teresa terence terri
    terry thea theodore theresa thomas tiffany tim timothy tina toby todd tom tommy toni tony tracey tracy
    travis trevor trish tristan troy tyler valerie vanessa vera vernon veronica vicky victor victoria
    vincent violet virginia vivian walter wanda warren wayne wendy wesley whitney will william winifred
    yvonne zac zach zachary zara zoe
    """.split()
    # German, Dutch
    + """
    achim adelheid albrecht alina alois andreas anette angelika anika anja anke annegret anneliese annette
    annika antje arne arno arnold astrid axel beate benedikt benno bernd bernhard bettina birgit birte
    bjorn bodo boris brigitte britta bruno burkhard carina carmen carolin carsten caspar christa christel
    christiane christof christoph claus clemens conny corinna cornelia daniela denis detlef dieter dietmar
    dietrich dirk doreen dorothea eberhard eckhard elfriede elisabeth elke ellen erich ernst erwin eugen
    felix ferdinand florian frauke frederike fridolin frieda friederike friedrich frithjof fritz gabi
    gabriele georg gerd gerda gerhard gero gertrud gisela gregor gudrun guido gunnar gunter gunther gustav
    hanna hannelore hannes hans harald hartmut heide heidi heike heiko heiner heinrich heinz helga helge
    helmut henning henrik herbert hermann hildegard holger horst hubert ilse ina inga ingeborg ingo ingrid
    inka isabell jana janina jannik jens joachim jochen johann johanna johannes jonas jorg josef josefine
    judith jurgen jutta kai karin karla karolin karsten kaspar katarina katharina kathrin katja katrin kerstin
    kira klaus klara konrad konstantin lars lea lena lennart leonie lieselotte lorenz lothar ludger ludwig
    lukas lutz magdalena maike malte manfred manuel manuela mareike marcel margarete margit margot marina
    mario marita marius markus marlene marlies martina mathias matthias maximilian meike melanie merle
    michaela mirjam moritz nadine nadja niklas niko nils norbert olaf ole oskar otto pascal patrizia petra
    philipp pia rainer ralf ramona raphael regina regine reiner reinhard reinhold renate rene robin
    roland rolf roman ronny rosemarie rudiger rudolf ruben sabine sandro sascha sebastian siegfried sigrid
    silke silvia simone sina sonja stefan stefanie steffen stephan susanne sven svenja swen tanja tatjana
    thea theo theresia thilo thorsten till tilman timo tobias torben torsten udo ulf uli ulla ulrich ulrike
    ursula ute uwe valentin verena viktor viktoria volker volkmar waldemar waltraud werner wiebke wilfried
    wilhelm willi winfried wolf wolfgang yvonne
    anouk bart bas bram cees daan dirk ester femke floor frans geert gerrit hendrik ilse jaap janneke
    jasper jeroen jesse joost joris jurre kees klaas koen lieke lotte maaike maarten marieke marijke
    marjolein marloes mieke nienke pieter remco rik rob roos ruud sander sanne sjoerd sofie stijn tessa
    thijs tineke tom ton wim willem wouter
    """.split()
    # French, Italian, Spanish, Portuguese, Romanian
    + """
    adrien agathe alain alexandre alexis aline amandine amelie anais antoine arnaud audrey aurelie aurelien
    baptiste bastien benoit bertrand brigitte camille carole caroline cecile cedric celine chantal charlene
    christelle christophe claire claude clemence clement corentin coralie cyril damien delphine denis
    didier dominique edouard elodie emilie emmanuel emmanuelle estelle etienne fabien fabrice fanny
    fabienne florent francois francoise franck frederic gael genevieve geraldine ghislain gilles guillaume
    gwenael helene herve hugues ines isabelle jacques jean jeanne jerome jocelyne jules julien justine
    karine laetitia laure laurence laurent lionel loic louis luc lucie ludovic manon marc margaux marine
    marion maryse mathieu mathilde maxime mélanie mickael michel mireille monique morgane murielle nathalie
    nicolas noemie odile olivier pascal pascale patrice philippe pierre quentin regis remi romain sandrine
    sebastien serge severine solene sophie stephane sylvain sylvie tanguy thibault thierry valentin
    valerie veronique virginie xavier yann yannick yves
    alberto aldo alessandra alessandro alessia alessio andrea angelo anna antonella antonio arianna
    barbara beatrice carlo chiara claudio cristina dario davide domenico elena eleonora elisa emanuele
    enrico enzo fabio fabrizio federica federico filippo flavia francesca francesco gabriele giacomo
    gianluca gianni giorgia giorgio giovanna giovanni giulia giuliano giulio giuseppe ilaria irene jacopo
    laura leonardo lorenzo luca lucia luciano luigi manuela mara marco massimo matteo mattia maurizio
    michele mirko nicola nicolo paola paolo pietro raffaele renato riccardo roberta roberto rosario
    salvatore sara sergio serena silvia simona stefania stefano tommaso umberto valentina valeria
    vincenzo vittorio
    adolfo adriana agustin alba alejandra alejandro alfonso alfredo alicia alvaro amaya ana andres angel
    angeles antonio arturo beatriz belen begona blanca camila carlos carmen carolina catalina cesar
    cristian cristobal daniela diego dolores eduardo elvira emilio enrique ernesto esteban esther eugenia
    fabiola felipe felix fernando francisco gabriela gerardo gonzalo graciela guadalupe guillermo gustavo
    hector hernan ignacio ines inmaculada iker isabel ismael ivan jaime javier jesus joaquin jorge jose
    josefa juan juana julieta julio leandro leticia lorena lourdes lucas lucia luis luisa macarena manuel
    marcela marcelo marcos margarita mariana mariano marta martin mateo matias mauricio mercedes miguel
    miriam monica natalia nicolas nuria octavio olga oscar pablo paloma patricio paulina pedro pilar rafael
    ramiro ramon raquel raul ricardo rocio rodrigo rosa ruben salvador santiago sergio silvia sofia soledad
    susana teresa tomas vicente victor xavier ximena yolanda
    afonso andreia antonio armando bruna caio carla catarina clarice claudia debora diogo duarte eliana
    fabiana fatima fernanda flavio gilberto goncalo heitor henrique joana joao jonas juliana larissa leonor
    leticia livia luana luciana luiz luiza marcia marcio mariana matheus milton murilo nelson nuno paula
    paulo rafaela rafael renata rita rodolfo rogerio rui sandra tania tatiana thiago tiago vasco vera
    vinicius vitor viviane
    adina adriana alexandru alina andrei bogdan camelia catalin ciprian corina cosmin cristi cristian
    daniela dan dragos elena florin gabriela george gheorghe ioana ion ionut iulia laurentiu liviu lucian
    marius mihaela mihai mircea monica nicolae oana ovidiu radu raluca razvan roxana sorin stefan tudor
    vasile vlad
    """.split()
    # Nordic, Slavic, Baltic, Hungarian, Greek, Turkish
    + """
    aksel anders andreas ane anette anniina antti arvid asbjorn ase astrid bente bengt berit birgitta bjarne
    bjorn bo borje carina christer claes dag eero einar eirik elin elina emil erik erkki espen eva eskil
    fredrik frida frode gunilla gunnar gustaf hanne hakan hanna hannu harri heikki heidi helena helge henrik
    hilde ida inger ingrid ingvild jaakko jakob jan janne jari jarl jens jesper joakim johan jonas jorgen
    juha jukka jussi kaisa kalle kari karin karoline kasper katarina katri kirsi kirsten kjell kjetil
    knut kristian kristoffer lars lasse lauri leena leif lene linn liv lotta mads magnus maja malin marit
    markku marko mats matti mette mika mikael mikko mikkel minna morten niels nils olav ole olle oskari ove
    pal par pekka pelle per pernille petri petter pia pirjo rasmus riikka rikke risto roar rune saara
    sami sanna satu sigrid signe silje siri sindre soren steinar stig stina sture sven svein tapio terje
    thea thomas thor timo tiina tomas tor tord tore torbjorn torstein tove trine trond tuomas ulf ulla
    vegard ville vidar
    adam agata agnieszka aleksandra andrzej anna artur barbara bartosz beata bogdan bozena cezary dariusz
    dawid dominik dorota edyta elzbieta emilia ewa ewelina filip grazyna grzegorz halina henryk iwona izabela
    jacek jakub jan janusz jaroslaw jerzy joanna jolanta justyna kamil karol karolina katarzyna kinga
    krystyna krzysztof lukasz maciej magda magdalena malgorzata marcin marek mariusz marta mateusz michal
    mikolaj milosz monika natalia pawel patrycja piotr przemyslaw radoslaw rafal renata robert roman
    ryszard sebastian slawomir stanislaw sylwia szymon tadeusz tomasz urszula wanda weronika wieslaw
    witold wojciech zbigniew zofia zuzanna
    alena ales barbora borivoj denisa eliska frantisek hana ivana ivo jana jaroslav jindrich jiri jitka
    josef kamila karel katerina kristyna ladislav lenka libor lubos lucie ludek marketa martina milan milos
    miroslav ondrej pavel pavla petr petra premysl radek radka roman simona stanislav stepan tereza tomas
    vaclav veronika vit vladimir vojtech zdenek zuzana
    aleksandar ana branko darko dejan dragan dusan goran igor ivana ivica jasna jelena jovan jovana katarina
    luka marija marko milan milena milica mirjana miroslav nebojsa nemanja nenad nikola petar predrag sanja
    sasa slobodan snezana stefan tamara tatjana tomislav vesna vladimir vuk zeljko zoran
    aleksandr aleksei alexei alexey alina anastasia anatoly andrei andrey anton arkady artem artyom
    boris dasha denis dmitri dmitry ekaterina elena evgeni evgeny fyodor galina gennady georgy gleb
    igor ilya inna irina ivan kirill konstantin ksenia larisa leonid lev liudmila lyudmila marina maksim
    maxim mikhail nadezhda natalia nataliya nikita nikolai nikolay oksana oleg oleksandr olena olga pavel
    polina roman ruslan sergei sergey serhiy slava stanislav svetlana taras tatiana tatyana timur vadim
    valentina valery vasily viktor vitaly vladimir vladislav volodymyr vyacheslav yana yaroslav yegor
    yelena yevgeny yulia yuri yury zhanna
    александр александра алексей алена алина анастасия анатолий андрей анна антон аркадий артем
    валентина валерий василий вера виктор виктория виталий владимир владислав вячеслав галина
    геннадий георгий григорий дарья денис дмитрий евгений евгения екатерина елена иван игорь илья
    инна ирина кирилл константин ксения лариса леонид любовь людмила максим марина мария михаил
    надежда наталья никита николай оксана олег олександр олена ольга павел петр полина роман руслан
    светлана сергей сергій станислав татьяна тимур юлия юрий яна ярослав
    agnes akos andras aniko attila balazs bence bela eszter ferenc gabor gergely gergo gyorgy gyula ildiko
    imre istvan janos jozsef judit katalin kinga krisztian laszlo levente maria marton mate miklos mihaly
    noemi orsolya peter reka sandor tamas tibor tunde viktor zoltan zsolt zsofia zsuzsanna
    alexandros anastasios andreas angeliki athanasios christos dimitra dimitris dimitrios eleni eleftheria
    evangelos fotini georgios giannis giorgos ioanna ioannis katerina konstantinos kostas kyriakos lefteris
    manolis michalis nikos nikolaos panagiotis panos pavlos sofia sotiris spyros stavros stelios thanasis
    thanos theodoros vangelis vasilis vassilis yannis yiannis
    γιωργος γιαννης δημητρης κωστας μαρια ελενη νικος παναγιωτης χρηστος κατερινα βασιλης σοφια
    ahmet ali aslı ayse burak can cem cemal deniz derya elif emine emre eren esra fatih fatma fikret gokhan
    hakan halil hasan huseyin ibrahim ismail kemal leyla mehmet melis merve metin murat mustafa nazli necati
    nuray oguz okan omer onur orhan osman ozan ozge selim selin serkan sevgi sinan suleyman tuba tugba
    tuncay ugur umut volkan yasemin yavuz yilmaz yusuf zafer zehra zeynep
    """.split()
    # Arabic, Persian, Hebrew, Indian, African, East and South-East Asian, as written in Latin letters
    + """
    abbas abdallah abdel abdul abdullah abu adel adnan ahmad ahmed aisha akram ali alia amal amin amina amir
    amira amr anwar aya aziz bashir bilal dalia dina fadi fahad faisal farah farid fatima fatma ghassan habib
    hala hamid hamza hana hani hassan hatem hiba hisham huda hussain hussein ibrahim iman imran ismail jamal
    jamil kamal karim khadija khaled khalid laila layla lina mahmoud maha majid malak mariam marwa marwan
    maryam may mazen mohamad mohamed mohammad mohammed mona mostafa mounir muhammad mustafa nabil nadia
    nadine nasser nawal nour noura omar osama rami rana rania rashid reem rima saad sabah said salah
    saleh salim salma salman samer sami samir samira sana sara selma sherif tamer tarek tariq walid wael
    yasmin yasser yousef youssef yusuf zainab zeinab ziad
    amirhossein arash ardeshir babak behrouz bijan dariush farhad farzaneh golnaz kaveh leila mahsa mehdi
    mehran mina mohsen nasrin nazanin neda parisa reza sahar saman shahin shirin siamak soheil
    amos ariel avi avraham dov eitan eli elad eyal gal gideon gil hadas hila itai itamar lior maya meir
    michal moshe nir noa noam ofer omri orly ran roni shai shira shlomo tal tamar uri yael yair yehuda
    yigal yitzhak yoav yonatan yosef yossi
    aarti abhay abhijit abhinav abhishek aditi aditya ajay akash akshay alok aman amit amitabh anand ananya
    anil anirudh anita anjali ankit ankita ankur anuj anurag anupam aparna archana arjun arun aruna arvind
    ashish ashok ashwin asim bharat chandan deepa deepak deepika devika dinesh divya gaurav gautam geeta
    girish gopal govind harish harsh harsha hemant indira ishaan jagdish jaya jayant jyoti kabir kalpana
    kamala karan karthik kavita kiran kishore krishna kunal lakshmi lalit lata madhav madhu mahesh manish
    manisha manoj mayank meena meera megha milind mohan mohit mukesh mukul naresh narendra naveen neeraj
    neha nidhi nikhil nilesh nisha nitin pankaj parth pooja prabhat pradeep prakash pramod pranav prasad
    prashant pratik praveen preeti prem priya priyanka puja puneet radha radhika raghav rahul raj raja
    rajat rajeev rajesh rajiv rakesh ram ramesh rashmi ravi rekha renu ritu rohan rohit ruchi sachin
    samir sandeep sangeeta sanjay sanjeev santosh sapna sarita satish saurabh seema shalini shankar sharad
    shashi shekhar shilpa shiv shivam shobha shreya shruti shubham shweta siddharth smita sneha sonali
    srinivas subhash sudhir sujata suman sumit sunil sunita suraj suresh sushil sushma swapnil swati
    tanvi tarun uday uma usha varsha varun vijay vikas vikram vinay vineet vinod vipin vishal vivek yash
    asif ayesha bilal faiz farhan fawad hamid hina imran irfan javed kashif mehreen nadeem naveed nida
    rabia rizwan saadia sadia saima sajid sana shahid shahzad shazia sohail tahir tariq umar usman waqar
    zahid zain zeeshan
    abiodun adaeze adebayo ade aminata amara ayo babatunde bola bukola chidi chika chinedu chinwe chioma
    emeka femi folake ifeoma ikechukwu kwame kofi kwesi lindiwe mamadou musa ngozi nkechi nomsa obi
    olumide oluwaseun ousmane sipho tendai thabo tunde uche wanjiru yaw zanele
    akira akiko ayumi daisuke haruka haruki hideo hiroshi hiroko ichiro junko kaori kazuki kazuo keiko
    kenji kenta kyoko makoto mariko masahiro masaki mika miki naoko naoki noriko reiko ryo satoshi shinji
    shota sota takashi takeshi tomoko toru yasuo yoko yoshiko yuki yuko yumi
    bo chen fang feng hao hui jian jing jun lei lin ling mei ming na ning ping qiang qing rui tao wei wen xiao
    xin xue yan yang yi ying yong yu yuan yue zhen zhi
    eun hae hee hyun jae ji jin joon jung min minho seo seung soo sung woo yoon young
    anh bao binh chi cuong dung duc giang ha hai hanh hien hoa hoang hong hue hung huong huy khanh kien lan
    le linh loan long mai minh nam nga ngan nghia ngoc nguyen nhung phong phuc phuong quan quang quoc quynh
    son tam tan thanh thao thi thu thuy tien tran trang trung tu tuan tung tuyen van viet vinh xuan yen
    agus aditya agung ahmad andi anton ari arief ayu bambang bayu budi citra dewi dian dwi edi eka endah
    fajar hendra indah indra joko lestari made maya muhamad nur nurul putri putu rahmat ratna rina rizky
    siti slamet sri sutrisno tri wahyu wayan widodo yanti yuni yudi
    julius eduard juliane gotz christoffer bianca karina karin len nate haley faith cassidy rhonda sheryl
    preston isaiah danilo adriano matthieu marisa ashton dexter doreen fern hattie millie percy rupert
    """.split()
)


def has_given(name: str) -> bool:
    """Return whether a name of several words begins with a common given name.

    >>> has_given("Jürgen Quill"), has_given("Jean-Luc Quill"), has_given("Share Article")
    (True, True, False)
    """
    words = name.split()
    if words and words[0].lower().rstrip(".") in ("dr", "prof", "mag", "dipl", "mr", "mrs", "ms"):
        words = words[1:]
    return len(words) > 1 and _plain(words[0].split("-")[0]) in _GIVEN


@lru_cache(maxsize=2048)
def _plain(word: str) -> str:
    """Return a word in small letters without accents."""
    parts = unicodedata.normalize("NFD", word.lower().replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in parts if not unicodedata.combining(c)).strip(".,")


_GIVEN = frozenset(_plain(word) for word in _WORDS)
