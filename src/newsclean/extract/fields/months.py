"""Names of months in 48 languages, from CLDR 47 (Unicode licence), folded and in NFC.

Names that stand for two months in two languages ("listopad") are left out.
"""

from __future__ import annotations

_NAMES = (
    (
        "ean eanáir ene enero gen gener gennaio ian ianuarie ion ionawr jaan jaanuar jan janar "
        "janeiro januar januari januarie january január januára janv janvier janvāris janúar "
        "led leden ledna oca ocak saus sausio sausis sij siječanj siječnja sty styczeń stycznia "
        "tammi tammikuu tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν ιανουάριοσ "
        "ιανουαρίου сту студзень студзеня січ січень січня янв январь января яну януари јан "
        "јануар јануари қаң қаңтар ינואר ינו׳ يناير ژانویه ژانویهٔ जनवरी जन॰ জানু জানুয়ারী ม.ค "
        "มกราคม "
    ),
    (
        "chw chwef chwefror feabh feabhra feb febbraio febr febreiro febrer febrero februar "
        "februari februarie february február februára februāris febrúar fev fevereiro fevral "
        "févr février helmi helmikuu helmikuuta lut lutego luty ots otsaila shk shkurt vas "
        "vasario vasaris veebr veebruar velj veljača veljače úno únor února şub şubat φεβ "
        "φεβρουάριοσ φεβρουαρίου ақп ақпан лют лютага лютий лютого люты феб фебруар фев февр "
        "февраль февраля февруари פברואר פבר׳ فبراير فوریه فوریهٔ फ़रवरी फ़र॰ ফেব ফেব্রুয়ারী "
        "ก.พ กุมภาพันธ์ "
    ),
    (
        "bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart mac machi mar "
        "marca march marec maret mars mart martie marts martxoa marzec marzo març março maw "
        "mawrth mrt márc március márta mär märts märz ožu ožujak ožujka μάρ μάρτιοσ μαρ μαρτίου "
        "бер березень березня мар март марта нау наурыз сак сакавік сакавіка מרץ مارس मार्च "
        "মার্চ มี.ค มีนาคม "
    ),
    (
        "abr abril aib aibreán api apirila apr aprel april aprile aprili aprilie aprill apríl "
        "apríla aprīlis avr avril bal balandis balandžio dub duben dubna d’abr d’abril ebr "
        "ebrill huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan pri prill tra travanj "
        "travnja ápr április απρ απρίλιοσ απριλίου апр апрель апреля април квіт квітень квітня "
        "кра красавік красавіка сәу сәуір אפריל אפר׳ آوریل أبريل अप्रैल এপ্রি এপ্রিল เม.ย "
        "เมษายน "
    ),
    (
        "beal bealtaine geg gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs "
        "maio maj maja may mayo mayıs maí mei máj mája május svi svibanj svibnja touko toukokuu "
        "toukokuuta μάι μάιοσ μαΐ μαΐου май мам мамыр мая мај трав травень травня מאי مايو مهٔ "
        "พ.ค พฤษภาคม "
    ),
    (
        "birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran iun "
        "iunie iyn iyun juin jun june junho juni junie junij junio juny juuni jún júna június "
        "júní jūn jūnijs kesä kesäkuu kesäkuuta lipanj lipnja meh mehefin meith meitheamh qer "
        "qershor xuño červen června čvn ιουν ιουνίου ιούν ιούνιοσ июн июнь июня мау маусым черв "
        "червень червня чэр чэрвень чэрвеня юни јун јуни יוני يونيو ژوئن जून জুন มิ.ย มิถุนายน "
    ),
    (
        "gor gorff gorffennaf heinä heinäkuu heinäkuuta iul iulie iyl iyul iúil juil juillet "
        "jul julai julho juli julie julij julio juliol july juuli júl júla július júlí jūl "
        "jūlijs korr korrik liep liepa liepos lipca lipiec lug luglio srpanj srpnja tem temmuz "
        "uzt uztaila xul xullo července červenec čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля "
        "лип липень липня ліп ліпень ліпеня шіл шілде юли јул јули יולי يوليو ژوئیه ژوئیهٔ "
        "जुलाई जुल॰ জুল জুলাই ก.ค กรกฎาคม "
    ),
    (
        "abu abuztua ago agost agosti agosto agu agustus août aug august augusta augusti "
        "augusts augustus augusztus avg avgust avq avqust awst ağu ağustos d’ag d’agost elo "
        "elokuu elokuuta gush gusht kol kolovoz kolovoza lún lúnasa ogo ogos rugp rugpjūtis "
        "rugpjūčio sie sierpień sierpnia srpen srpna ágú ágúst αυγ αυγούστου αύγ αύγουστοσ авг "
        "август августа жні жнівень жніўня серп серпень серпня там тамыз אוגוסט אוג׳ أغسطس اوت "
        "अगस्त अग॰ আগস্ট ส.ค สิงหาคม "
    ),
    (
        "eyl eylül ira iraila medi mfómh rugs rugsėjis rugsėjo ruj rujan rujna sen sentyabr sep "
        "sept septemba september septembra septembre septembrie septembris septiembre set "
        "setembre setembro settembre sht shtator syys syyskuu syyskuuta szept szeptember wrz "
        "wrzesień września zář září σεπ σεπτέμβριοσ σεπτεμβρίου вер верасень верасня вересень "
        "вересня сент сентябрь сентября сеп септембар септември қыр қыркүйек ספטמבר ספט׳ سبتمبر "
        "سپتامبر सितंबर सित॰ সেপ সেপ্টেম্বর ก.ย กันยายน "
    ),
    (
        "dfómh d’oct d’octubre eki ekim hyd hydref loka lokakuu lokakuuta oct october octobre "
        "octombrie octubre okt oktoba oktober oktobris oktoober oktyabr október októbra ott "
        "ottobre out outubro paź październik października spal spalio spalis tet tetor urr "
        "urria říj říjen října οκτ οκτωβρίου οκτώβριοσ жовт жовтень жовтня кас кастрычнік "
        "кастрычніка окт октобар октомври октябрь октября қаз қазан אוקטובר אוק׳ أكتوبر اکتبر "
        "अक्टूबर अक्टू॰ অক্টো অক্টোবর ต.ค ตุลาคม "
    ),
    (
        "aza azaroa kas kasım lapkr lapkritis lapkričio listopadu marras marraskuu marraskuuta "
        "noiembrie nov novemba november novembra novembre novembris novembro noviembre noy "
        "noyabr nën nëntor nóv nóvember samh samhain stu studeni studenoga tach tachwedd νοέ "
        "νοέμβριοσ νοε νοεμβρίου лист листопад листопада ліс лістапад лістапада нов новембар "
        "ное ноември нояб ноябрь ноября қар қараша נובמבר נוב׳ نوامبر نوفمبر नवंबर नव॰ নভে "
        "নভেম্বর พ.ย พฤศจิกายน "
    ),
    (
        "abe abendua ara aralık dec december decembra decembrie decembris decembro dek dekabr "
        "des desemba desember desembre dets detsember dez dezember dezembro dhj dhjetor dic "
        "dicembre diciembre dis disember déc décembre gru grudnia grudzień gruod gruodis "
        "gruodžio joulu joulukuu joulukuuta noll nollaig pro prosinac prosinca prosince "
        "prosinec rhag rhagfyr δεκ δεκέμβριοσ δεκεμβρίου груд грудень грудня дек декабрь "
        "декабря декември дец децембар жел желтоқсан сне снежань снежня דצמבר דצמ׳ دسامبر "
        "ديسمبر दिसंबर दिस॰ ডিসে ডিসেম্বর ธ.ค ธันวาคม "
    ),
)
# left out above, but Polish is far more often met than Czech or Croatian with these
_POLISH = {"listopada": 11}
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_NAMES, 1) for name in names.split()
} | _POLISH
