"""More given names, as `givennames` holds them: a second round of writing down what is common.

Written from general knowledge, language by language; words that mean something else at the head of
a line ("Urban", "Line", "Hunter") are left out.
"""

from __future__ import annotations

MORE = """
    aarav aart aase abdelaziz abdelkader abdulrahman abena achieng adeola adriaan adwoa afia
    aiman ainhoa aitana aitor ajit akhil akinyi akosua aled aleksander alicja alin alireza
    alonso alun alzbeta amaia amirali amita amol amparo amrita analyn anderson andreea andrej
    andriy aneta angelica angharad aniket anjana annalisa anneke annelies anong anshul antonello
    antonin antonis anuradha aoife apoorva apostolos araceli arezoo aritra arjan arjen armin
    arnab arnd arndt arnel arthit arwel asha ashwini atieno atul avinash axelle ayman ayodele
    ayush azadeh babajide bahman bahram balaji balint balthasar bartlomiej basem bashar bassam
    bayani behnam benedek benedetta benito bethan bharati bhavna bhavya bhupesh birthe boguslaw
    bohdan bohumil bohuslav bojan bongani braden branislav branka brayden breno britt bronwen
    calin callum carlijn carlota carmelo carmine carys caterina catrin catriona celso cenk charu
    cherono chike chima chinonso chipo chukwudi chukwuemeka ciara ciaran cintia cinzia claudiu
    cleber coen concha conor constanze consuelo cordula corine cormac cornel corrado cosimo
    costin cristiana cristiane cristiano csaba czeslaw dafydd dagmar dalibor damian damilola
    damir daniele danijel danuta darius darya davor davoud declan deepali deepti deirdre
    demetrius denes deshawn devendra dhananjay dharmendra dhruv diarmuid diederik dilip dilwyn
    ditte dmytro doina domagoj domingo dominika donatella donato dorin dorota dorthe dragana
    drazen dumitru duong eamon ebba ebele ebrahim ebuka edeltraud edgardo edin edoardo eduarda
    edwin edyta eefje efren efua ehab eilidh eirian eirini eivind ejnar ekkehard elaheh
    eleri elham eliane elisabetta elnaz elsa elvis emanuela emese emiel emiliano emyr endre
    engelbert enrica eoghan eoin erdem erika erling ervin esperanza eugenio eusebio evandro
    evelien evgenia ewan fabricio falk faramarz farida farnaz farouk farshid fatemeh fatuma
    fayez felicia ferdinando fereshteh fergal fergus ferhat fermin ffion fiachra fionnuala firas
    flavien flemming floris francisca franciszek franz franziska fraser frederik frederique
    funke funmi gabriella gaelle gaetano gbenga gearoid geir gennaro geraint gesine gethin geza
    ghada ghazal giada gianfranco gianluigi gianmarco gianpaolo gijs gitte giuliana gizem
    gordana grainne graziella gregoire gregorio greta grigore grigory guglielmo guilherme gunda
    gurpreet guus gwenllian gwyn hagen haitham hajnalka halima hamad hamdi hamidreza haneen
    hanneke hansjorg hardik harshita hasse hatice havard hazem heba hedwig heloisa henk
    henriette henrike herman hesham hester hicham hieu hilmar himanshu hjalmar honorata horatiu
    horia hossein hrvoje huw iain ieuan ifeanyi ikenna ileana ilias ilker ilona imad imani
    imanol imelda ineke ingemar inken ioan ionel irem irena irmgard iryna isabela isadora ishaan
    ishita isidro islam issam iulian ivano iwan jacco jacinto jaden jadwiga jafar janaina janine
    jannike jaqueline jarmila jaromir jasmin jatin javad jawad jayanta jayden jayesh jejomar
    jelle jeno jeppe jeremie jette jihoon jiro jisoo jitendra jiwoo joaquim jocelyn joep joerg
    jolanda jomar jonna jordi jorn jorunn josefin josefina josep josip jozef juanjo juergen
    juliano junjun juraj jytte kaare kacper kadir kagiso kajsa kalliopi kalman kalyan kamau
    kamlesh kamol karabo kariuki karlheinz karola karoly kartik kartika kateryna katia kavya
    kayode kazimierz kazuko kehinde keisha kelechi kerem keshav ketan ketil keyvan khalil kian
    kilian kimani kipkorir kiprono klas klaudia koji kojo kornelia kourosh kristijan krisztina
    krystian kubra kunle kwabena kwasi kweku kyung lachlan laia lajos lamia lazar leela leonhard
    lerato leszek lianne lidia lieven liliana linnea linus lisbeth lisette livio liza ljiljana
    llinos llyr loredana lorenza lorna lovisa lowri lubica lucio ludmila luminita luuk lyubov
    machteld madalina maddalena madhavi madhuri maeve magali magdolna mahnaz maik maiken mairead
    majed mamta manav mandana mandeep mangesh manju manjunath marcell marcello margareta
    margherita margriet mariangela marianne maribel maricarmen maricel marijana mariola marios
    marisol marites marjan marleen marlis marte martijn martyna masako masato massimiliano matej
    mathijs matilde matthijs mattias matyas maud mauro mayumi mayur meenakshi megumi mehrdad
    mehtap meinhard meirion melchor meleri melina mhairi michela michiel michiko midori
    mieczyslaw mihir miho milagros miljana miloslav minjun minoru minseo miodrag mirela miren
    miroslava miroslaw mladen moataz mogens mojgan mojisola montserrat morag morris morteza
    mridula murad murali murdo mwangi mykhailo mykola myles nadege nader nagesh najib naledi
    namita nandini narayan naree narges natalya natasa natascha ned neelam neema neeta negar
    negin nele nerea nerys nestor newton niall niamh niclas nicoleta nicoletta nidal nieves
    nihat nikolina niloofar nilufer nimisha nirmala nishant nitesh nithya nitish nizar njeri
    njoroge njuguna nnamdi nneka nobuko noelia noelle noha nolan nonso nosipho nthabiseng
    nyambura oanh obinna ochieng octavian oddvar odette ogechi ognjen oisin olabisi olamide
    oldrich oleksiy olof oluf olufemi omnia onyango onyeka orla ornella ortwin osagie osamu
    osvaldo oswald otavio othman otieno owain oystein oyvind ozlem padma padraig palesa pallavi
    palle paresh parul parviz pascual pasquale patryk paulien payam pegah pejman pelin pernilla
    petre petros petru pierluigi piero pierrick piers pippa piroska piyush pooja prabhu prachi
    pradip pramono pranay prasanna prasert prateek pratibha preben preethi priti punit purnima
    pushpa pyotr qasim quinten rabih radim radovan raed raffaella raghu ragnar ragnhild rahel
    raimund rajan rajendra rajkumar raju rakhi raman ranjan ranjit raphaelle rashad rathin ratko
    ravindra rebeca recep refilwe reggie regula reham rehema reid reidar reinier remco remy
    renaud renee renuka renzo reuben reynaldo rhea rhiannon rhoda rhodri ricarda rika rikard
    ritesh ritika riyad rizki robbert rochelle roderick rodica rodolphe roel rogelio rohini
    roisin rolando rommel ronaldo ronan ronja rosalie rosalind rosangela rosaria roshan roshni
    rosie rossella rotimi rowan rowena roxane roxanne roya ruchika rudi rudo ruggero rupali
    rupesh rutger ryota sabri sadie saeed sahil salih saloni samaneh samar sameer sameh samia
    samuele sanaa sandhya sanjana sanket saoirse sarika sarolta sasha saul saurabh savita sayaka
    sayed seamus sebastiaan sebastiano selena selina semra semyon seoyeon sepideh serdar sergiu
    seun seymour shabnam shahram shaimaa shania shantanu sharla shashank shauna shayla sheetal
    sheida shelly sherri shervin shigeru shikha shinya shireen shivani shona shonda shraddha
    sian siavash sibel sibusiso sieglinde silas silvana silvio silviu simin simran sinead sinisa
    siobhan sioned sissel siyabonga sizwe sjaak slavica slavko smriti soham sohrab solveig
    somchai somsak sophy soroush soumya sourav srdjan sriram steen steffi stelian stjepan
    stratos subodh suda sudeep sudha suhail sujit sunniva supriya surabhi suzana svend swantje
    sybille sylvester synne synnove szabolcs szilvia tabea tabitha tadhg tafadzwa tahereh taiwo
    taku talia tamika tamsin tanmay tanu tapiwa tareq tarik tarjei tasha tasos tatenda tatsuya
    tebogo teguh tejas temitope teodor teodora terrance terrell terrence tetsuya thais thandeka
    thandi thelma themba theodora therese thibaut thien thinh thodoris tiberiu tihomir tijmen
    tilda timea timofey tiphaine titilayo tiziana tiziano toan tobin tolga tomm tomos tonny
    tonya torunn toshio tosin traudl trina trinh trisha trixie troels trudy truman trygve tshepo
    tunji turgut tushar tuva tuyet twan tyra tyrone uchenna ueli uffe ufuk ujjwal ulrik
    ulrika ulysses unai unni upasana urs urvashi uta utkarsh utz vahid vaibhav valdir valerio
    vandana vanja vasant vasiliki vasudha vasyl vaughn vedran veerle veit velimir velma venkat
    venkatesh vibeke vicki vickie vidya viggo vijaya vilmos viorel viorica vipul virat vishnu
    vittoria viveca vivienne vladan vlasta vojislav vuk wairimu walaa walburga waleed wambui
    wanjiku wenche wendelin wendell wichai wiktor wiktoria wilbur wilfred willa wilma winona
    wlodzimierz wolfram wulan xander xaver xavi yahya yara yasaman yashwant yasin yassin
    yasuhiro yekaterina yemi yevhen yinka yiorgos yngve yogesh yogita yohan yoshi ysabel yuji
    yuta yvette zachery zack zahra zaid zaira zbynek zdravko zeljka zlatan zlatko zodwa zoi
    zorica zoya zvonimir zygmunt
"""
