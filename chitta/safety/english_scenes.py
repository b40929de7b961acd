"""Scenes of danger in English: who, what and whom in any order and at some distance. How a line is read: wording.py."""

from chitta.safety.wording import Family

SCENE_WORDS = {
    "play": (
        "play plays played playing game games pretend pretends pretending movie movies film cartoon bambi book books story "
        "episode lol haha hahaha laughed laughs laughing giggles giggled giggling joke joking costume doll dolls lego "
        "toy toys nerf puppet dinosaur dinosaurs zombie zombies dream dreams nightmare nightmares"
    ),
    "asking": "whether course prevent explain talk teach taught teaching rules rule hypothetically advice article read",
    "care": (
        "doctor doctors pediatrician paediatrician nurse dentist diaper diapers nappy nappies wipe wipes wiped wiping "
        "wash washed washing changing eczema rash cream potty toilet swim swimming"
    ),
    "peers": "classmate classmates kids kid toddler brother sister sibling siblings cousin tantrum tantrums meltdown meltdowns",
    "child": "kid kids child children son sons daughter daughters baby babies toddler boy girl boys girls infant newborn twins",
    "ours": "son daughter baby kids children boy girl twins child kid toddler newborn infant",
    "mom": "mom mommy mama mother ima me",
    "dad": "dad daddy papa father dada stepdad abba",
    "mate": "husband wife partner boyfriend girlfriend ex spouse fiance stepdad stepfather",
    "beats": (
        "hit hits hitting beat beats beating beaten slap slaps slapped slapping punch punches punched punching kick kicks "
        "kicked kicking choke chokes choked choking strangle strangles strangled strangling smack smacks smacked smacking "
        "shove shoves shoved shoving push pushes pushed pushing whip whips whipped whipping attack attacks attacked "
        "headbutts headbutted burned burns burnt stab stabs stabbed whacked whacks slammed slams hurts hurting "
        "assaulted assaults thrashed thrashes rape rapes raped raping drag drags dragged throttled bashed bashes bash"
    ),
    "cruel": (
        "beat beats beating beaten choke chokes choked choking strangle strangles strangled strangling whip whips whipped "
        "whipping burned burns burnt starve starves starved starving torture tortures tortured abuse abuses abused abusing "
        "punched punches punching molests molested molesting molest rape rapes raped raping shakes shook shaking thrash "
        "thrashes thrashed drug drugs drugged drugging handcuffs handcuffed smothered smothers drowned stabbed stabs"
    ),
    "fling": (
        "threw throw throws thrown throwing flung fling flings hurled hurl tossed toss slammed slam slams smashed smash "
        "shoved shove shoves pushed push pushes banged bang bangs slung dropped drop pressed press held dunked dunk "
        "bashed bash hit knocked shook"
    ),
    "strike": (
        "shook slapped smacked spanked beat punched kicked choked strangled smothered whipped walloped belted whacked "
        "whooped whupped backhanded thumped clocked struck swatted thrashed flung hurled headbutted kneed stomped "
        "bit bitten throttled suffocated paddled lashed bashed pummeled pummelled clobbered thwacked socked decked"
    ),
    "harmful": (
        "hurt hurting harm harming hit hitting shake shaking choke choking strangle strangling smother smothering suffocate "
        "suffocating kill killing drown drowning stab stabbing punch punching slap slapping beat beating throw throwing "
        "drop dropping squeeze squeezing smash smashing crush crushing burn burning kick kicking murder murdering injure"
    ),
    "weapon": "knife gun pistol rifle axe hammer machete weapon shotgun blade bat screwdriver razor handgun",
    "upper": "throat neck chest head face stomach temple belly back",
    "sexual": (
        "penis vagina genitals privates crotch breasts breast underwear panties pussy dick cock vulva willy weewee peepee "
        "butthole groin clothes naked nude butt bottom"
    ),
    "intimate": "penis vagina genitals privates private crotch panties pussy dick cock vulva willy weewee peepee groin underwear",
    "fondle": (
        "touch touched touches touching rub rubbed rubs rubbing lick licked licks licking kiss kissed kisses kissing finger "
        "fingered fingers grope groped gropes groping fondle fondled fondles fondling grab grabbed grabs grabbing stroke "
        "stroked strokes stroking tickle tickled tickles suck sucked sucks sucking stick stuck sticks poke poked pokes"
    ),
    "drunk": "drunk drinks drinking drink high stoned wasted wine beer vodka alcohol whiskey coke hammered",
    "dose": (
        "pills pill tablets tablet meds medication medications medicine capsules capsule tylenol paracetamol acetaminophen "
        "ibuprofen advil benadryl melatonin xanax valium ritalin adderall insulin antidepressants antidepressant acamol "
        "nurofen morphine oxycodone opioid clonazepam vodka whiskey zoloft prozac methadone aspirin contraceptives"
    ),
    "toxic": (
        "battery batteries bleach detergent magnet magnets cleaner antifreeze perfume acetone pesticide poison turpentine "
        "gasoline petrol kerosene fuel mouthwash acid drano ammonia lye weedkiller herbicide insecticide mothball mothballs "
        "nicotine vape juul cigarette cigarettes cannabis edible edibles gummies gummy marijuana hash hashish weed thc "
        "mushrooms oleander sanitizer thinner remover polish solvent glue descaler disinfectant softener pods pod "
        "chlorine fertilizer thermometer mercury glass needle screw screws nails razor pins orbeez alcohol vodka whiskey "
        "rum tequila heroin cocaine meth fentanyl suboxone methadone sleeping antidepressants insulin opioid "
        "fluid freeze killer washer coolant bug lamp blood chemicals chemical dishwasher toilet oven lamp"
    ),
    "ingest": (
        "swallow swallows swallowed swallowing drank drunk drinks drinking ate eaten eats ingested inhaled licked chewed "
        "chewing gulped sucked bit munched consumed took taken"
    ),
    "limp": "limp floppy lifeless unresponsive unconscious lethargic listless grey gray blue purple pale ragdoll cold drowsy",
    "dazed": (
        "sleepy drowsy dizzy confused dazed unconscious lethargic disoriented limp weird strange blurry unresponsive "
        "vomit vomits vomited vomiting throwing threw puke puked pukes puking sick seizure knocked"
    ),
    "bump": "fell fall falls fallen falling dropped hit hits banged bumped smacked knocked slipped head headfirst tumbled",
    "place": (
        "online internet instagram insta snapchat snap discord roblox tiktok whatsapp telegram facebook minecraft fortnite "
        "youtube chat chats chatroom game gaming games app apps twitch omegle reddit web stream livestream dm dms server "
        "messenger kik xbox playstation ps5 vr texting texts messages messaging phone email wattpad signal webcam brawl "
        "call video account profile site group"
    ),
    "creep": (
        "stranger strangers man men guy guys adult adults predator pedophile creep weirdo youtuber streamer influencer "
        "someone somebody dude user player older teenager perv pervert random profile account"
    ),
    "image": (
        "pic pics picture pictures photo photos image images video videos selfie selfies clip clips footage screenshot "
        "screenshots snaps"
    ),
    "bare": (
        "nude nudes naked undressed topless undressing undress shower showering underwear bra panties bikini changing "
        "intimate sexual sexy porn porno explicit masturbating private privates body breasts boobs clothes butt"
    ),
    "passes": (
        "send sends sent sending share shared shares sharing post posted posts posting leak leaked leaking spread spreads "
        "spreading upload uploaded circulating circulates going round forward forwarded forwarding publish around passed"
    ),
}

_FAMILY = "grandma/grandpa/grandparents/grandmother/grandfather/nana/cousins/therapist/therapy/teacher/zoom"
_FINE = """
    not/refuses/refuse/never ~ ~ swallow/take/swallowed ~ ~ medicine/pill/pills/syrup/antibiotic/antibiotics/vitamin/vitamins/meds
    totally/perfectly/completely fine
    was/is/been/and fine/ok/okay since/now?
    all good
    fine/ok since
    came out
    coming out
    as usual
    nothing serious
    said it is nothing/normal/fine
    not worried
    we/i said no
    asked/asks/ask ~ whether/if
    holds/holding his/her breath
    popsicle/lollipop/mild/slight/tiny/ice/marker/markers/crayons/paint/paints/cold/pool/beach
    laughed/laughing/giggled/giggling/lol
    course/first/aid/class/training
    movie/film/book/show/episode/news/pretend/pretends
    one day
    as a baby
    when ~ ~ was/were ~ little/one/two/small/younger/baby
    year/years/months ago
    last winter/year/summer
"""
_STILL = """
    right now
    again
    still
    tonight
    not stop
    not ~ wake
    vomiting/vomited/threw/throwing/puking
"""

SCENES = (
    Family(
        "self_harm",
        """
        & save/saved/saving/stash/stashed/hoarding/hidden/collecting/collected/counted/counting/kept/keep pills/meds/tablets/{dose} i/enough/day/when !reach/lock/refill/daycare/recipe
        nothing ~ ~ ~ to live/living for
        no ~ one/body to live for
        i ~ ~ ~ walked/walk/walking/swim/swam/drive/drove/driving ~ into/out/off/away ~ sea/ocean/traffic/lake/river/water/woods/road/night ... not/never
        i ~ ~ ~ ~ leave/disappear/drive/drove/walk/walked/run ... not/never come/came/return/coming/returned ~ back !sick/husband/vacation
        & goodbye/farewell message/messages/text/texted/texting/note/letter/video/sms/voicemail/call care/kids/sorry/disappeared/missing/forgive/love/answering !wave/waves/dropoff/daycare/kindergarten
        & rope/noose/belt/cord tied/tie/tying/hanging/hang/hung/ceiling/hook/neck/beam/bunk/fan/door/bed he/she/i/son/daughter/husband/found neck/ceiling/bunk/bed/hook/beam/found/fan/himself/herself !jump/jumping/climb/climbing/swing/skipping/seat/{play}/pants/dress/birth
        keep/kept/started/been/still/again/always/secretly/i/she/he ~ hurting/harming/cutting/burning/starving myself !back/accident/knee/ankle/lifting/carrying
        my/his/her/last/first/second/another/previous/third suicide? attempt/attempts ... thoughts/hospital/hospitalized/pills/overdose/psychiatric/again/dark/die !potty/breastfeeding/cook/words
        look/looked/looking/stare/stared/staring at ~ knife/knives/pills/razor/blade/rope/scissors/train/bridge ... think/thought/thinking/wrist/wrists/myself/end/easy/feel/want !{play}
        & wrists/wrist/veins/arms thought/thinking/cut/blade/knife/razor/think knife/razor/blade/scissors/open !cooking/onion
        not ~ ~ care/cares ~ ~ if/whether i live/die/lived/died/wake
        no one/nobody ~ ~ care/cares/notice/miss/cry ~ if/when i/he/she/me
        & burden everyone/family/them/all/kids/husband i/me/she/he
        not ~ ~ ~ make ~ it through ~ ~ night
        tired/exhausted/sick of ~ living/life/existing/being/breathing
        & can/not/no survive/bear/stand/take/handle pain/anymore/any/another die/dead/end/gone/out/death/suicid*
        my/his/her/their will/testament ... die/kill/pills/letter
        the only way ~ ~ ~ out/stop/peace ... die/dead/death/end
        & cut/cutting/cuts myself/herself/himself/themselves !shaving/cooking/kitchen/onion/vegetables/salad/accident/accidentally/paper/glass/bread/slack/off/some/tomato/carrot/out/down/scissors
        & burning/burns/burned/slicing/slices/carving/scratching/hitting/starving/hurting/punishing myself/herself/himself purpose/blood/razor/lighter/blade/secret/sleeves/scars/deserve/numb
        pull/urge/urges/impulse/impulses/temptation/tempted to jump/die/drown/fall/step/swerve/drive/crash/disappear/cut
        no longer want/wants/wish/wishes/wanted to ~ live/exist/be
        no longer want/wants ~ ~ life
        not ~ ~ plan/planning/expect/intend/think ~ to? ~ be/being/stay/staying alive
        not ~ ~ ~ be/stay ~ alive
        will/would/may/might not be/here alive
        sleep forever
        fall asleep forever
        end/ending things/everything/myself/himself/herself
        & end/ending/ends it/things/everything die/dead/pills/alive/life/worth/suicid*/live/goodbye
        going/ready/plans/planning/threatening/threatens/threatened/wants/decided to end it
        done with ~ life/living/everything
        done living
        ready/prepared to die/go
        not ~ meant/supposed to be alive
        should/does not ~ be ~ alive
        not deserve/deserves ~ to? ~ live/life/alive/exist
        not belong ~ ~ this world
        do/doing/done/did something ~ ~ to myself/herself/himself
        drink/drinking myself to death
        & pills/tablets/meds/rope/gun/razor/blade/knife/scissors goodbye/die/suicide/suicidal/death/forever/dead/ending !grandma/grandpa/dog/cat/toy/shoots/bang/play/plays/game/bad/guys/water
        & note/notes/letter/letters goodbye/suicide/farewell wrote/written/write/left/found/writing
        written/wrote/writing/write ~ ~ ~ goodbye/letters/will and/for/to ~ ~ die/gone/kids/children/goodbye
        & better/happier/easier without me/him/her family/kids/everyone/everybody/world/husband/children/wife/baby/they !sleep/sleeps/sleeping/nap
        if .. not for ~ ~ kids/kid/him/her/baby/children .. would not ~ be ~ here/alive
        only/one reason ~ .. still/am/stay/staying ~ alive/here/breathing
        standing/stand/sat/sitting ~ ~ ~ bridge/roof/rooftop/ledge/tracks/edge/railing ... jump/die/end/over/jumping/thinking
        knife/gun/razor/blade/scissors/rope/pistol .. his/her/my ~ own ~ neck/throat/wrist/wrists/head/stomach/chest/mouth
        please/just/mommy/said/says/saying/begging/begs/screams/screaming/yells/asks/asked/somebody/someone kill me !will/would/gonna/lol/husband/mom/tickle
        {want} ~ ~ .. someone/somebody/anyone/god/car/truck/bus/cancer/lightning/train .. shoot/kill/killed/hit/run/end/take me
        wish/wished/wishes/hoping/hope/pray .. i/he/she .. not ~ born/alive/exist/here
        wish/wished/wishes .. i/he/she .. never ~ ~ born/existed
        wish/wishes/wished .. i ~ was/were ~ not here/alive/around
        thoughts/thought/thinking/think/dreaming/fantasizing/obsessing/obsess .. {want}? .. dying/death/suicide/dead/killing/hanging/overdosing/jumping
        easy ~ ~ ~ ~ ~ not ~ come/coming/wake/be/waking ~ back/in/up/here
        thinking/thought/think/thoughts .. not being/be ~ here/alive/around/existing
        how/ways/way/methods/method ~ ~ to ~ ~ die/kill/hang/overdose !lice/time/ants/bugs/germs/weeds/mosquitoes
        & die/dying/death/suicide/suicidal/overdose google/googled/googling/searched/searching/search/looked/looking/reading !{play}/loss/grief/grandpa/grandma/explain
        swallowed/took/taken/taking/swallowing/swallow .. {dose}/pills ~ ~ ~ to die/end/sleep/not/never
        took/taken/taking/swallowed/swallow ~ ~ ~ ~ bunch/handful/lots/lot/loads/bottle/box/pack/packet/many/whole/entire/overdose/all ~ ~ ~ {dose} !daily/doctor/refuses/course
        took/taken/swallowed ~ ~ ~ many/much ~ ~ ~ {dose} !toddler
        drive/driving/drove/steer/steering/swerve/swerving/crash/crashing ~ ~ ~ ~ off/into ~ ~ ~ road/bridge/cliff/tree/wall/traffic/river/sea !toy/toys
        & train/bridge/platform/balcony/roof/window/ledge/cliff jump/jumping/jumped/leap/throw myself/herself/himself/pull/urge/die/end/live/wants/wanted/tried/thoughts !cat/dog/toy
        tried/tries/trying/attempted/attempts/attempt/threatened/threatens/threatening/wanted/wants to jump/leap ~ ~ from/off/out ~ ~ ~ window/balcony/roof/bridge/car/building
        & jump/jumping/jumped die/live/alive/suicid*
        & hates/hate/hated/hating myself/himself/herself die/dead/alive/exist/born/kill/death
        & drew/draws/drawing/drawings dead/hanging/grave/kill himself/herself/die
        tie/ties/tied/tying/wrap/wraps/wrapped/put/puts ~ ~ ~ ~ around ~ his/her/my own? neck ... die/dead/hang/live/hurt/end/kill
        slit/slash/open/slice/slicing/slitting ~ ~ wrists/wrist/veins/throat/arms
        no will/desire/wish/energy/strength/reason to ~ live/exist/wake
        given/gave up on living/life
        stop/stopped existing/living
        not want ~ ~ ~ to ~ ~ wake ~ up ~ ~ ever/anymore/again/any
        hurt/hurting/harm/harming/cut/cutting/kill/killing himself/herself/themselves/myself ~ on purpose/again/if/tonight/because/when
        not worth ~ ~ living/alive
        life is not worth
        not see ~ ~ ~ point/reason/sense ~ ~ ~ living/live/life/alive/being/going/existing/stay
        no point/reason/sense ~ ~ ~ ~ living/live/life/alive/existing/exist/stay
        death is/would/seems/looks/sounds ~ ~ only/better/relief/easier/way
        dead ~ ~ ~ ~ easier/relief/better/peace
        unaliv*/kms
        & happier/better/easier/relieved/relief/free died/die/dead/gone/disappeared/disappear/vanished if/when/once i/he/she/me !grandpa/grandma/fish/dog/cat/pain/fever
        pray/praying/prays/hope/wish/want/wants/beg not ~ to ~ wake
        i ~ ~ ~ took/taken/swallowed/downed ~ ~ 10/12/14/15/16/18/20/24/25/28/30/35/40/45/50/60/70/80/90/100/twenty/thirty/forty/fifty ~ ~ {dose} !mg/drops/minutes/ml
        lost/losing/no/without/zero ~ ~ ~ will/desire/wish/reason/want to ~ ~ live/exist
        can not ~ ~ live ~ ~ with ~ ~ pain/myself/this/guilt/what
        & going/will/gonna/tonight do it tonight/today/now/finally pain/live/goodbye/sorry/anymore/die/end/pills !potty/bath/homework/laundry/dishes
        not ~ ~ strength/energy/power ~ to ~ ~ stay/be/keep ~ alive/living
        i/he/she ~ ~ ~ ~ die/dead/killing/suicide ~ ~ ~ all the time/night/day !{play}/embarrassment/sleep/coffee
        """,
        deniable=False,
        unless="""
        no/denies/without/not/never/any thoughts/thought/plans/plan of/about/to
        grandma/grandpa/grandfather/grandmother/fish/goldfish/dog/cat/hamster died
        embarrassment/embarrassed/laughter/boredom/cuteness
        dying for/to ~ chocolate/coffee/sleep/get/see/know/pee
        train tracks/set
        as a joke
        laughing/laughed/giggling/giggled/lol/haha
        movie/film/cartoon/book/bambi/news/show
        pretend/pretends/pretending
        play/plays/playing dead
        end/ending ~ breastfeeding/nap/day/night/daycare
        tantrum/tantrums/frustrated/eczema/itchy/itch
        {care}
        """,
        despite="suicide/suicidal/alive/die/kill",
    ),
    Family(
        "child_harm",
        """
        {strike} my/our/the/his/her ~ ~ ~ year/years/yr/yo/month/old !toddler/exams/by
        temper/lost/snapped/control/rage/furious/lose ~ ~ ~ ~ ~ ~ {beats}/{strike}/threw/hurt/grabbed/threw ~ ~ {kid}/year/yo/yr/old/baby/son !game/ball/keys/phone/door
        {adult}/{mate}/driver/counselor/neighbour/neighbor/brother-in-law/in-law/stepfather/roommate/nurse/cook ~ ~ ~ ~ ~ ~ {beats}/{cruel}/spanks/spanked/pinches/pinched/yanks/yanked ~ ~ ~ {ours}/kids/grandson/granddaughter/grandkids/grandchild/grandchildren/nephew/niece/stepson/stepdaughter/students/pupils/children/kid !{play}/ball/swing/back/feelings/tantrum/tells/told/stroller/me/belly/womb
        lock/locks/locked/locking/shut/shuts {kid}/me ~ ~ ~ ~ outside/outdoors/out/inside/alone ~ ~ night/hours/dark/cold/day/punishment/rain/evening !accident/accidentally/{play}/door/keys
        hand/hands/finger/fingers ~ ~ my/our/his/her/their {ours}/grandson/granddaughter/nephew/niece ~ ~ ~ pants/underwear/panties/diaper/skirt/shirt/legs/vagina/penis/privates !{care}/doctor/sleeve
        & clothes/naked/undressed/underwear/pants/panties lay/laid/lying/top/touch/touched/touching/made/forced/forces/makes/climbed/kissed/filmed cousin/cousins/stepson/stepbrother/uncle/neighbor/teen/teenager/teenage/nephew/man/guy/babysitter/grandpa/stepdad/coach/teacher {kid}/daughter/son/my/niece !{care}/bath/pool/beach/jacket/coat
        & toddler/baby/kids/child/children/infant/kid alone/unattended/unsupervised flat/apartment/hours/screaming/nobody/days/crying neighbor/neighbour/sister/brother/they/screaming/again/mother/mom/parents/she !with/me/crib/sleep/nap/room/can/age/should/we/play/plays
        forgot/forgotten/left {kid} ~ ~ ~ ~ in ~ ~ car/bath/tub/bus/van/bathtub/pool !lunch/bag/seat-belt/minute/with/toy
        forgot/forgotten/left ~ my/our/the {ours} ~ ~ ~ in ~ ~ car/bath/tub/bus/van/bathtub/pool !lunch/bag/with/toy/shoes/bottle/blanket/jacket/stroller
        i ~ ~ ~ ~ hit/slap/smack/punch/kick/beat/shake/shook/hurt/slapped ~ my/the/our ~ ~ ~ {ours} !{play}/brake/never/not/back/snooze/feelings/ball
        i ~ ~ hit/slap/slapped/smacked/spanked/punched/kicked/beat/shook/hurt her/him !{play}/not/never/brake/ball/head/at/in/feelings/back
        hands/hand were/was/are ~ ~ ~ his/her/the ~ throat/neck/mouth/face !food/chocolate
        not ~ leave me alone/with ~ ~ {kid}
        {will} hurt/kill/harm/drop/shake/smother him/her/them/baby ~ !feelings/it/vaccine/shot/needle/dad/if-he
        punish*/punishment/discipline/disciplines/lesson ... belt/starv*/cold/outside/dark/food/feed/burn*/kneel/naked/hit/hits/slap*/lock* !tv/screen/tablet/treat
        & filmed/film/video/camera/recorded/footage teacher/daycare/nanny/babysitter/driver/aide/coach/kindergarten {beats}/slap*/hitting/hit kid/him/her/kids/son/daughter/child !drums/ball/soccer/record/{play}
        & uncle/grandpa/grandfather/coach/stepdad/stepfather/babysitter/teacher/cousin/neighbor/neighbour/dad/father/rabbi/priest/boyfriend kiss/kisses/kissed/touches/touched/touching/tickles/rubs/licks/lick/fondle* mouth/lips/tongue/down/pants/bed/naked/secret/underwear/there/private/privates him/her/me/daughter/son/kid !{care}/cheek/goodnight/goodbye/hello/boo
        i ~ ~ ~ ~ {strike} ~ ~ ~ {kid}
        i .. lost .. and ... {beats}/{strike}/threw/hurt/grabbed ~ {kid}/@/across
        i ~ ~ ~ ~ {fling} ~ {kid}/his/her ~ ~ ~ ~ pillow/mattress/wall/table/floor/water/sink/toilet/door/crib/couch/stairs/car/seat/across/ground/cot/tub/bath !ball/toy/gently/hair/shampoo
        i ~ ~ ~ pushed/pressed/held/shoved/smashed/slammed/banged/dunked/hit/kept ~ ~ head/face
        i gave/give/given ~ ~ {kid}/@ ~ ~ ~ ~ beating/slap/smack/spanking/whooping/hiding/thrashing/punch/whipping/kick/wallop
        i gave/give ~ ~ ~ ~ beating/slap/smack/spanking/whooping/thrashing/punch/whipping to {kid}
        i .. wanted/want/tried/try/almost/nearly/about to? ~ {harmful}/drowned/killed/dropped/threw/strangled/smothered/choked/hit/shook/suffocated/hurt/slapped ~ ~ {kid} !feelings/laugh/squeeze/cheeks/hug/ball/toy/tickle/cute
        almost/nearly ~ drowned/killed/strangled/smothered/choked/shook/suffocated/threw/hurt/dropped/slapped/hit {kid} !car/ball/bike
        i .. urge/urges/impulse/impulses/tempted/temptation ~ ~ ~ ~ {harmful} ~ ~ ~ {kid}
        & urge/urges/impulse/impulses/intrusive/visions/flashes {harmful} {kid}
        i .. squeezed/squeeze/grabbed/twisted/yanked/pinched/bit/pulled/gripped/crushed/wrenched ~ ~ his/her/their/the ~ ~ arm/arms/leg/wrist/ear/hand/neck/shoulder/fingers/face/thigh/jaw ~ ... until/till/bruise*/mark/marks/red/purple/blue/hard/screamed/pop/popped/snap/snapped/swollen/forgive !road/street/car
        terrible/horrible/awful/stupid/bad/dangerous/unforgivable to ~ {kid} !happen/happens/happened
        something/what ~ ~ ~ regret !buy/job/decision
        {afraid}/afraid ... hurt/hurting/harm/harming/kill/killing/shake/shaking/smother/drop .. {kid}/baby !feelings/someone/dog/brother/falling/shots/vaccine/needle
        snap/lose/losing/explode/blow .. and .. {harmful}/do ~ ~ {kid}/something
        not trust myself ~ ~ ~ {kid}/around/with/alone
        not safe with/around/near me/myself/his/her/dad/mom/father/mother/husband/boyfriend/him
        take/come/pick/get {kid} ~ away? from me
        take {kid} away before i
        protect/keep {kid} from me
        i .. pillow ~ ~ ~ .. face/nose/mouth/head
        blanket/pillow/towel/hand/plastic/bag ~ over ~ his/her/the ~ face/nose/mouth ~ ... stop/breathe/breathing/quiet/shut/silence/second/screaming/crying
        & pillow/blanket face/nose/mouth stop/quiet/shut/silence/breathe/scream/screaming i/dad/he/husband !peekaboo/giggled/giggles/laughed/laughs/fell
        gave/give/giving/slipped/put/drugged {kid}/baby/kids .. {dose}/wine/alcohol/drugs ... shut/quiet/knock/triple/extra/drug/silence/peace !doctor/prescribed/pediatrician/vet
        & wish/hope/thought/want/wanted baby/him/her/kid/son/daughter die/dead/disappear/gone !grandpa/grandma/dog/cat/fish/pacifier/tooth/wants/live/rash/fever/cough/lice/mole/birthmark
        {adult}/{mate} ... {rough}/lifted/picked/held/hung/grabs/grabbed/dragged/dangled {kid}/his/her ... by .. neck/hair/ear/arm/throat/leg/foot/ankle
        {adult}/{mate}/they ~ ~ ~ ~ {cruel} ~ ~ ~ {kid} !wash/feelings/hand/tickle
        {mate}/stepmother/stepmom/babysitter/nanny/sitter/aide/caregiver/assistant/grandma/grandpa/grandmother/grandfather/mother/father/dad/mom/teacher/uncle/aunt/coach/law ~ ~ ~ ~ ~ {beats}/spanks/spanked/spanking/pinches/pinched/bites/bit/yanked/yanks/terrorizes/humiliates/threw/throws/hurt/grabbed/shakes/shook ~ ~ ~ my/our/the/a/him/her/them ~ ~ {ours} !back/swing/ball/stroller/nerves/feelings/that
        babysitter/nanny/sitter/aide/caregiver/assistant/carer/staff ~ ~ ~ ~ {beats}/spank*/pinch*/yank*/shook/shaking/shakes/bit ~ {kid}
        he/she ~ {cruel} ~ our/the/my kids/children/son/daughter/boy/girl/baby !hand/hands/rattle
        he/she ~ hits/hit/slaps/slapped/smacks/kicks/kicked/spanks/spanked ~ our son/daughter/kids/children/boy/girl !brother/sister/toddler
        & camera/cam/footage/video nanny/babysitter/sitter/teacher/aide/caregiver/staff {beats}/{cruel}/yanking/shaking/pinching/throwing
        & daycare/kindergarten/preschool/nursery/gan/kinder/teacher/assistant/staff/aide/caregiver/they tied/tie/ties/tying/tape/taped/tapes/taping/gagged/strapped/chained/locked/locks/lock/locking chair/mouth/bed/closet/dark/room/rope/storage/hours/shed/bathroom {kid} !{play}/shoe/shoes/hair/belt/safety/phone/car/myself
        {adult}/they .. tapes/taped/tape/taping/gags/gagged ~ ~ mouth/mouths
        {adult}/{mate} ~ ~ lock/locks/locked/locking up? ~ my/our/the/his/her? {ours}/him/her/them !car/seat/door/phone/accident/accidentally/{play}
        & lock/locks/locked/locking {kid} dark/closet/basement/cellar/wardrobe/shed/garage/cupboard/hours/attic/storage !{play}/himself/herself/accident/accidentally/myself/door/we/coin
        & leave/leaves/left/leaving alone/unattended/themselves/unsupervised night/shift/hours/overnight/days/bar/club/party/apartment/casino/work/town/weekend/date {kid}/{ours} !minute/minutes/crib/cot/asleep/nap/cry/can/may/age/should/could/would/when/ok/okay/never/play/plays/room/camp/tablet
        & leave/leaves/left/leaving home/house/apartment/flat kids/kid/baby/child/children/old/him/her/son/daughter alone/unattended/themselves !can/may/age/should/could/when/ok/okay/never/minute/minutes/half/hour/ten/10/11/12/13/14/fun/tablet
        & kids/baby/children/son/daughter/kid/toddler/old/him/her/nephew/niece alone/themselves/unattended car/bath/pool !never/tantrum/minute/plays/play/forget
        no food/formula/milk/diapers/water/heat/electricity ... house/home/fridge/kids/apartment/days
        & house/fridge/kids/home/apartment food no/nothing/without alone/hungry/days/starving/mom/mother/dad/sister/neighbor !solids/processed/eat/picky/except/eats
        not/nobody/noone/never/without ~ ~ ~ fed/feed/feeding/feeds/changed/bathed ~ ~ ~ {kid} ~ ~ ~ since/days/yesterday/high/drunk/hours/whole !pet/dog/cat/solids/night/breast
        & kids/baby/children/son/daughter/toddler drunk/stoned/drugs/meth/heroin/cocaine/wasted/using/crack/needles mom/mother/dad/father/babysitter/nanny/ex/husband/grandma/sister/brother/i/wife !milk/water/{play}
        not ~ ~ eaten/fed/bathed/changed ~ ~ ~ ~ days/week ~ ~ .. {adult}
        sleeps/sleep/sleeping ~ ~ outside/floor/balcony/cold/yard/naked ... punish*/bad/naughty/forces/makes/outside/naked
        & force/forces/forced/makes/made {kid} outside/naked/kneel/stand/eat/cold/vomit/hours punish*/bad/naughty/naked/vomit/kneel/hours/floor/snow !{play}/bath/bathe/dinner/homework/shoes
        {kid}/son/daughter/i .. was/were/been/is/being/got/gets {cruel} !ball/{play}/by/exams/to/hungry/sun/food
        {anyone}/@ ~ ~ ~ ~ {fondle} ~ ~ ~ {kid}/his/her/my/child ~ ~ ~ {intimate} !normal/sleep/{care}/himself/herself/himself/own/allowed/nobody
        {anyone}/@ ~ ~ ~ ~ put/puts/putting/stuck/sticks/slid/slides/inserted/shoved ~ ~ ~ hand/hands/finger/fingers/penis/something/it ~ ~ ~ ~ ~ pants/underwear/panties/diaper/vagina/mouth/butt/bottom/privates/shorts/skirt/shirt !{care}/sleeve
        made/makes/making/forces/forced {kid}/me/child ~ ~ ~ pull/take/put/touch/lick/suck/kiss/show/get/rub/watch/lie ... pants/underwear/clothes/mouth/it/his/her/private/naked/undress/porn/body !{care}/shower/bath/shoes/pajamas/bed/jacket/coat/medicine/toy
        & {sexual} suck/sucked/lick/licked/kiss/kissed mouth/him/her/it/his uncle/boy/cousin/stepbrother/teacher/man/dad/grandpa/he/brother/neighbor !pacifier/thumb/{care}/ice
        humps/humping/humped/rubbed/rubs/rubbing/grinds/grinding/pressed ~ himself/herself/penis/it/genitals ~ against/on/at/into {kid}/my/our/his/her/me !pillow/dog/toy/floor/bed/teddy/blanket/couch
        sex with ~ ~ {kid}/daughter/son/child/minor/year/girl/boy/student
        secret/special/naked game/games/secrets/touch .. {adult}/cousin/boy
        {adult}/cousin/boy ~ ~ ~ ~ secret/special/naked/tickle game/games ... touch/naked/pants/underwear/private/tell/nobody/secret
        & touched/touches/touching inappropriately/sexually/wrong/wrongly {kid}/daughter/son/me/child !taught/teach/himself/herself
        touched/touches/touch/touching/hurt/hurts/licked/kissed/fingered me/him/her/my ~ down? there/private/privates/bottom/vagina/penis/pee !normal/doctor/nurse/diaper/wipe/himself/herself/cream
        & blood/bleeding/discharge/sore/pain/torn/hurts/ripped underwear/panties/vagina/privates/genitals/down/bottom/anus dad/dads/uncle/cousin/cousins/grandpa/stepdad/babysitter/visit/weekend/say/tell/daycare/father/sleepover !diaper/{care}/constipated/poop/pooping
        my brother/nephew/son ~ ~ ~ {fondle}/put/puts ~ ~ ~ ~ ~ my/our ~ {ours} ~ {intimate}/pants/underwear !{care}/himself
        molest*/rapes/raping/raped/fondled/groped/fingered
        & bruises/bruise/marks/mark/welts/welt/burns/handprint/scratches/bite dad/dads/father/husband/boyfriend/babysitter/nanny/daycare/stepdad/mother/mom/teacher/aide/ex weekend/after/every/back/fingers/belt/hit/hitting/time/explain/home/neck/says/thighs !slide/mosquito/fell/running/birthmark/climbing/another/kid/playground/kids/legs/shins/boy
        bruises/bruise/marks/welts/handprint ... thighs/back/neck/inner/bottom/buttocks/ribs/fingers/ears ... dad/dads/daycare/weekend/fingers/visit/nanny/babysitter/grab*/ex/finger !slide/fell/birthmark
        & belt/stick/cable/hanger/whip/broom/slipper/rod/cord/cane/hose {beats}/{strike}/hurt/hurts dad/mom/father/mother/husband/boyfriend/teacher/grandma/grandpa/i/uncle/nanny/stepdad/wife/abba/ima !{play}/drum/seat/pinata/car/sand/sister/brother/kid/child/boy
        dad/daddy/mom/mommy/papa/mama/abba/ima/grandpa/grandma/stepdad/uncle/teacher/nanny/babysitter ~ ~ {beats}/{strike}/locked/locks/hurt me !{play}/swing/tickle/hug/ball/at/stroller/beat/at
        burned/burnt/burns/scalded/dipped/held {kid}/his/her ~ ~ ~ ~ on/in/under/over/with stove/cigarette/iron/hot/boiling/water/lighter/candle/flame !{care}/accident/himself/herself/bath
        & burned/burnt/scalded/dipped/burns hand/hands/arm/feet/him/her purpose/lesson/punish*/discipline/teach
        i ~ ~ ~ ~ might/may/will/gonna/almost/nearly/wanna ~ ~ ~ strangle/smother/choke/shake/hurt/harm/kill/drown/hit/beat/suffocate/stab/slap/punch ~ {kid} !feelings/chances/lol/never/not/dad/husband/game
        uncle/grandpa/grandfather/stepdad/stepfather/father/dad/coach/cousin/brother-in-law/neighbor/neighbour/teacher/babysitter/rabbi/priest/boyfriend/driver/stepbrother/tutor ~ ~ ~ touches/touched/touching/gropes/groped/fondles/fondled her/him/me/them ~ ~ ~ ~ !hair/hand/nose/forehead/shoulder/cheek/belly/bump/head/feet/heart/story/face
        & kids/children/baby/toddler/infant/child alone/unattended night/drinking/bar/drunk/club/casino/overnight/shift/hours home/house/apartment/alone/flat/she/he/mother/sister/i !with/sleep/sleeps/play/plays/can/age/should/we/crib/husband/room
        covered/full in/of/with ~ ~ ~ bruises/welts/burns/blood !legs/knees/shins/mosquito/playing/climbing/soccer/slide/paint
        & bruises/bruise/burns/welts/marks terrified/afraid/scared/flinches/foster/boarding/weekend/men/daycare/father/dad back/covered/home/came/comes/full !slide/fell/mosquito/climbing/legs/knees
        i ~ ~ ~ ~ {strike}/hit/slap/smack/shake/spank ~ ~ {kid} ~ ~ ~ hard/bled/bleed/blood/nose/bruise/mark/marks/flew/again !{play}/ball/head/not/never
        & locked/lock/locks/locking bathroom/room/closet/bedroom/basement hours/dark/hour/night/screaming {kid}/daughter/son/my !{play}/accident/accidentally/himself/herself/myself/door/coin/key/husband/we
        """,
        unless="""
        boy/girl/kid/child/classmate ~ at/from/in daycare/kindergarten/school/preschool/gan/class
        never/not i/would/did {strike}/hit/hurt/harm {kid}
        beat/beats {kid}/me at/in/to
        like/if we/i am/are/is/were killing/murdering/torturing/hurting
        by accident
        i never
        told/asked/teach {kid} not to
        hitting/hurting/biting himself/herself
        shook bottle/formula/rattle/head/hand
        {kid} hand/head ~ no/yes
        movie/film/cartoon/bambi/book/show/news/episode
        pretend/pretends/pretending/playing/plays/game
        by accident/mistake
        accidentally/accident/laughed/laughing/giggled/lol/haha
        feelings
        in/at chess/soccer/football/cards/race/fifa/memory
        i was a child/kid/girl/boy
        {play}
        """,
        despite="pants/underwear/naked/private/privates/penis/vagina/rubbed/fingers/belt/wall/molested/raped/punched/choked/shook/game",
    ),
    Family(
        "violence_home",
        """
        {mate} ~ ~ ~ ~ threw/throws/throwing/smashed/hurls/hurled/slams/slammed ~ ~ ~ ~ ~ at/on/against/into ~ me/us/baby/kids/head/wall/son/daughter !{play}/party/ball/surprise
        & he/she {beats} me dinner/late/clean/dirty/cook/cooked/cooking/shirt/phone/whore/bitch/crazy/believe/police/friends/years/money/salary/marriage/wedding/pregnant/months !tantrum/toddler/nap/tablet/kindergarten/old/milk/bath/pasta/screen/half/love
        if i .. go/leave/call/tell/report/talk/divorce ... will/would/gonna ~ ~ ~ bury/finish/destroy/disfigure/hunt/beat/hurt/kill/burn/shoot/stab/end/take/throw ~ ~ me/us/kids/acid/him/them/children
        {will}/would ~ bury/disfigure/finish/slaughter/murder/shoot/stab me/us !{play}/toy/finger/sand/blanket/news/war/asks/someone
        & ex/husband/boyfriend/stalker/abuser/partner outside/door/window/car/parking/house bat/knife/banging/gun/screaming/following/pounding/break/breaking/threat*/kick/kicked/kicking/police/smash*/axe/hammer !{play}/baseball/monitor/cracked
        kicked/kicks/punched/punches/pushed/shoved/hit/hits me ~ ~ ~ stomach/belly/pregnant/bump ... pregnant/months/weeks/husband/boyfriend/he !womb/fetus/toddler/son
        {beats} me until/till/unconscious/black/blue/bloody !tickle/toddler
        strangled/choked/strangles/chokes/raped/rapes/beaten me ~ !hug/hugging/necklace
        he/she/they has/have/had ~ beaten/choked/raped/strangled/attacked ~ me
        & beaten/beats/abused/abuses/abusive years/kids/children/leave/escape/home/shelter he/husband/me/him i/me/kids !{play}/egg/record
        {dad} {beats} mommy/mom/mama/mother/ima !{play}/ball/chess/button
        dad/daddy/father/papa/abba ... pushed/hit/hits/hurt/hurts/hitting/kicked/slapped/punched/beat/beats/choked/threw ~ mommy/mom/mama/mother/ima !{play}/ball/pool/swing/snowball/chess
        & ex/husband/boyfriend/dad/partner door kicked/broke/smashed/banging/pounding/in/down order/police/restraining/scared/showed/threat*/screaming/drunk !{play}/{peers}
        restraining/protective/protection order
        {dad}/{mate} ~ ~ ~ {beats}/throws/threw/grabbed/grabs ~ ~ ~ mom/mommy/mama/mother/ima/grandma/wife !{play}/ball/snowball/swing/button
        {mom}/mom ~ ~ ~ {beats}/threw/throws ~ ~ ~ {dad} !{play}/ball/snowball/button
        father/dad ~ ~ my/our/the kids/children/baby/son/daughter ~ ~ {beats}/threatens/attacked me/us !{play}/ball
        {mate} ~ ~ ~ ~ ~ {beats}/threw/throws/grabbed/grabs/pinned/cornered/spits/spat/hurt ~ ~ me/us !belly/womb/{play}/shakes/hand/leg/button/snoring/snore/elbow/swing/up/nerves/ball/chess/to/over/by
        {beats}/hurt/threw/thrown/abused ~ ~ ~ by ~ ~ {mate}
        & kids/children/son/daughter/brother/sister/baby/neighbors saw/watched/watch/watching/see/seen/witness*/heard {beats} me/mom/mother/mommy/wife !classmate/toddler/teacher/tantrum/dog/cartoon
        & he/she/partner {beats} me argue/drunk/drinks/money/police/jealous/cheating/pregnant/leave/leaving/divorce/bruises/asleep/apologised/apologises/apologized/apologizes/flowers/years/sex/hospital/work/makeup/bedroom/front !tantrum/tantrums/kindergarten/daycare/toddler/pickup/old/milk/diaper/school/tablet/candy/screen/teacher/bite/bites/cuddle/belly/sleep
        if/when/whenever/every i/we argue/speak/answer/disagree/complain/talk ... {beats} !toddler/kindergarten/old/tablet
        & he/husband/partner/boyfriend/ex/she/wife choke/chokes/choked/choking/strangle/strangles/strangled/strangling/rape/rapes/raped/raping me/mom/us !{play}/hug/necklace/hair/food/water/cough/grape/tight/up/cuddle/hugs/hugging
        & he/she/husband/ex/boyfriend/partner/dad/wife/father {weapon} me/us/neck/throat/kids/drawer/threat*/holding/held/pointed/chased/came/pulled/shoot/kill !{play}/toy/water/butter/plastic/kitchen/army/duty/soldier/policeman/police/baseball/safe/himself/herself/cut/bread/wooden/foam/banana/stick/cardboard/lego/bath/sharp/reach/picked/reaching/bath
        threat* ~ ~ ~ shoot/kill/stab/burn/murder/slaughter/beat !{play}/brother/classmate
        threat* ~ ~ ~ ~ hurt/harm/hit/take ~ ~ ~ me/us/kids/children/family !toys/tablet/dessert
        he/she/husband/partner/ex/boyfriend/wife/dad .. will/would/gonna/going ~ ~ kill/shoot/stab/murder/slaughter/bury/burn me/us/them/everyone/kids ~ ~ .. if/when/before/and/like/then/himself ~ ~ ~ leave/tell/go/take/call/divorce/move/himself/herself/left/police/us/talk !buy/bought/another/stroller/forget/forgot/lol/haha/{play}/tickle
        if i take/leave/tell/go/call/move .. will/would/gonna ~ ~ ~ kill/shoot/stab/hurt/burn/find !lol/cookie
        kill/shoot/murder ~ ~ ~ ~ and ~ ~ himself/herself/myself
        he/husband/partner/ex/boyfriend/dad ~ ~ ~ {will}/would ~ ~ shoot/murder/slaughter me/us/everyone !{play}/toy/finger/news/war
        not ~ let/lets/letting/allow/allows/allowed me ~ ~ ~ ~ out/leave/work/house/phone/friends/family/money/parents/mom/mother/sister ~ ~ !baby/tantrum/toddler/cries/screams/nap/breastfeeding/crying/sight/cling*/clings/sleep
        & locks/locked/lock me bedroom/room/house/apartment/inside/out he/husband/partner/boyfriend/ex/wife phone/keys/call/hours/night/money/beat/hit/leave/screamed/threat*/dark !toddler/laughed/laughing/coin/accident/accidentally/giggled/old/locksmith
        & takes/took/controls/checks/hides card/salary/passport/account/bank/money husband/partner/boyfriend/wife/he/ex me/my hits/hit/violent/ask/leave/beg/permission/allow*/let/lets/yells !toy/play/store
        & hide/hides/hiding/hid/locked/lock i/we/kids bathroom/room/closet/bedroom/kids/car/toilet violent/breaking/breaks/smashing/smashes/drunk/drinks/rampage/hurt/kill/calms/beating/hit/hits/husband/dad/boyfriend/threat*/rage/raging !seek/{play}/chocolate/cry/cookies/tears/snack/toddler/toddlers/tantrum/tantrums/meltdown/sister/brother/minute
        & drinks/drinking/drunk/drink/beer/alcohol violent/aggressive/abusive/dangerous/smashes/breaks/throws/hits/beats/rages/scary/scared/screams he/husband/dad/she/partner/boyfriend/ex/father !milk/water/bottle/formula/juice/thirsty/cup
        & forces/forced/force/makes/made/pressures sex me/wife
        & sex no/refuse/refused/hurts/force/asleep/without me husband/partner/he/boyfriend !talk/drive/therapy/therapist/birth/education/after/weeks
        {afraid} ~ ~ to ~ go/going/come/coming/return/stay/be/sleep home/house/him/alone .. him/husband/he/partner/boyfriend
        {afraid} ~ ~ ~ go/going/come/coming/return ~ ~ home !hospital/newborn/birth
        {afraid} ~ ~ of my/the ~ ~ {mate}/dad/father/stepdad !reaction/think/driving/cooking/snoring
        fear/fearing/fears/afraid/scared for ~ our/my/their/kids ~ life/lives/safety !swing/climb
        not safe/unsafe ~ at/in ~ ~ ~ home/house/relationship/marriage !slide/car
        unsafe ~ ~ home/him/husband
        & husband/ex/boyfriend/partner/dad/stepdad/he door/wall/window/phone/furniture/tv/dishes kicked/kicks/smashed/smashes/punched/punches/broke/breaks/smashing me/us/kids/scared/rage/drunk/order/screaming/angry/police/hit !{play}/soccer/toddler/ball/accident/tantrum/tantrums/old/tablet
        & husband/ex/boyfriend/partner violent/abusive/dangerous/beatings/bruises/restraining/stalking/stalks/strangled/beats !game/games/movie/film/{play}/diet
        & bruise/bruises/eye/makeup/marks/stitches husband/boyfriend/partner/ex hide/hiding/fell/covered/told/gave/cover/lied !baby/slide/son/daughter
        & abuse/abusive/violence/abuser husband/ex/partner/wife/boyfriend/home/marriage/relationship/father/house !substance/movie/film/course/{play}/article/screen
        & he/husband/ex/boyfriend/partner gun/pistol/rifle/shotgun table/choose/bed/loaded/head/threat*/waves/waved/waving/scare/warned/drunk/shoot/points/pointed/pulled/us/me !{play}/police/army/soldier/water/finger/safe/hunting/policeman/reserve/lego/stick/draws
        & {beats} me stitches/hospital/er/unconscious/concussion/police/surgery/fractured/ribs/cops/bleeding/lawyer !toddler/ball/swing/door/accident/tantrum/old/kindergarten
        live/living/lived in/with ~ fear of/from my/him/her/the ~ ~ {mate}?
        & smashed/slammed/banged/bashed/pushed my face/head/body wall/floor/door/table/mirror/sink he/husband/partner/ex/boyfriend/dad !accident/{play}/toddler
        """,
        unless="""
        when/because/if i say/said no
        love you/u
        two/three/four and half/a
        two/three/four years/year
        when ~ ~ tantrum/tantrums/meltdown
        buy/bought/ordered/stroller/spend/spent
        embarrassment
        {play}
        toddler
        water/snowball/pillow fight
        nobody hit anyone/anybody
        """,
        despite="game/drunk/drinks/choked/strangled/beat",
    ),
    Family(
        "medical",
        """
        pupil/pupils ~ ~ ~ bigger/different/unequal/size/large/huge/tiny/uneven/blown/than
        & pool/bath/tub/lake/sea/bathtub coughing/cough/pale/blue/vomit*/sleepy/limp/breathing/foam pulled/went/under/swallowed/fell/sank/drowned !swim/lesson/loves
        {they} ~ ~ ~ drank/drunk/swallowed/drinking ~ ~ ~ ~ oil/lamp/paint/glue/solvent/shampoo/perfume/sanitizer/cleaner !olive/cod/liver/fish/little/tiny
        & missing/empty/half/gone/open/opened pills/tablets/meds/medicine/medication/box/bottle got/into/ate/found/swallowed/opened he/she/toddler/baby/kid/him/her grandpa/grandma/heart/pills/tablets/medicine/meds/pressure !pharmacy/refill/school
        & {limp} wake/waking/awake/respond/responding/responds/responsive/eat/feed/feeding/breathing/breath/fever/hot/eyes/moving {they}/him/her/my !morning/school/cold/lips/tired/nap/popsicle/weather/shoes/shirt/story/playing/running/{play}
        limp/floppy/lifeless and/in/like/on/not
        {they} ~ ~ is/was/went/goes/looks/gone/so/just/all/and/feels limp/floppy/lifeless/unresponsive/unconscious
        & hard/impossible/difficult/barely/hardly wake/rouse/waking {they}/him/her fever/hot/hit/fell/head/limp/week/weeks/pills/blue/breathing
        not/never ~ ~ ~ wake/waking/woken/waken/rouse/rousing up? ~ ~ for/to ~ ~ feed/eat/feeds/feeding/drink/bottle !night/nights
        {they}/lips/lip/face/skin/mouth/tongue ~ ~ ~ turning/turned/turns/went/going/goes/gone/became/getting/looks/are/is blue/purple/grey/gray !{care}/popsicle/hair/paint/marker/eyes/angry/dye/blueberries/shirt/dress/bruise/bruises/eye/knee/bump/nail/toenail
        lips/face/tongue/skin/mouth/fingers ~ ~ ~ blue/purple/grey/gray/bluish !popsicle/marker/paint/lollipop/blueberries/ice/candy/lipstick/pool/beach/cold/dye/slime/cold/cute/eyes
        eyes ~ ~ ~ rolled/roll/rolling/rolls back/up/over/white
        shaking/jerking/twitching/stiffened/stiff/convulsing ~ ~ all over
        & stiff/jerking/twitching/shaking/convulsing/trembling eyes/body/arms/unresponsive/respond/wake/foam/blue/minutes/limbs fever/rolled/rolling/unresponsive/not/lips/stared/foam/respond/wake/stop/breathing/fit !{play}/laughing/excited/dance/dancing/cold/fear
        had/having/has/having ~ fit/fits ... eyes/shaking/stiff/foam/breath/blue/wake/floor/jerking !clothes/tantrum/candy/tablet/supermarket
        seizure/seizures/convulsion/convulsions/seizing/convulsing ... now/minutes/since/tonight/again/still/another/on/just/stop/stopping/today
        just/now/having/another/first ~ ~ ~ seizure/seizures/convulsion/seizing/convulsing
        {ingest} ~ ~ ~ ~ ~ ~ {toxic}/{dose} !{_}/finally/prescribed/doctor/vitamin/vitamins/refuses/toy/wine/husband/iron/as/told/nicely/evening/morning/syrup/good/slept/got/coin/pacifier/milk/gummy/food/pressure/glass/vitamin/snowman/dad/juice/remote/tv/paint/nails
        {ingest} ~ ~ ~ ~ ~ blood pressure/thinners ~ pills/tablets/meds/medication/medicine?
        {ingest} ~ ~ ~ ~ ~ ~ {dose}/pods/bleach/antifreeze/battery/magnets/magnet/detergent !finally/prescribed/doctor/vitamin/vitamins/refuses/toy/nicely/morning/evening/good
        & empty/open/spilled/missing/gone bottle/box/pack/blister/packet pills/tablets/meds/medication/medicine/{dose}/bleach !bag/refill/pharmacy/milk
        & injected/inject/injecting/stuck insulin/needle/epipen/syringe {they}/himself/herself !vaccine/nurse/daily/diabetes
        & gave/given/give/took wrong/triple/double/ten/times/adult/overdose/twice dose/doses/{dose}/dosage/amount !doctor said
        & {bump} head/ground/concrete/floor/tiles/crib/table/stairs/balcony/window {dazed} !tantrum/tantrums/{play}/fine/nap/shoes/food/laughed/toy/toys/sleepyhead/daycare/night
        & {bump} {dazed} since/after/times/twice/now/hours/later !tantrum/{play}/fine/bed/food/spoon/toy/toys/milk/asleep/love
        fell/fallen/fall/falls/falling/jumped ~ ~ ~ ~ ~ window/balcony/roof/rooftop/storey/terrace !mouse/{play}/toy/doll/plant/ball/shoe
        fell/fallen/fall ~ ~ ~ ~ ~ second/third/fourth/2nd/3rd/1st/first floor/story/storey
        & arm/leg/wrist/bone/ankle/finger/elbow/foot bent/deformed/crooked/sticking/dangling/snapped/twisted/severed fell/hit/screaming/move/can/not/says/wrong/off/bleeding/jumped/car/angle !doll/toy/{play}/crayon/born
        {they}/him/her ~ ~ hit/struck/knocked/run by/over/down ~ ~ ~ car/truck/bus/motorcycle/van/suv/bike/scooter/vehicle !toy/remote
        & bleeding/bleed/blood/bleeds not stop/stopping/stopped/minutes/deep/pouring/gushing/everywhere !period/nose/tiny/little/test/gums
        nose bleeding/bleed/nosebleed ... not ~ ~ stop/stopping
        deep ~ ~ cut/gash/wound/bite
        cut ~ ~ ~ ~ deep/bone/gaping
        & rash/spots/dots glass/fade/blanch/purple fever/hot/stiff/press/neck !drinking
        stiff/sore neck .. fever/vomit*/rash/light
        fever/temperature/burning ... stiff neck
        boiling/scalding/hot ~ water/tea/coffee/oil/soup/kettle ~ ~ ~ ~ ~ ~ spilled/spilt/poured/fell/all/chest/face/hand/arm/legs/skin !bath/drink/likes/tap/loves
        & burn/burned/burnt/burns/scalded skin/blister/blisters/blistering/peeling/peeled/face/chest/oven/stove/iron/kettle/boiling/fire/radiator {they}/him/her/hand/arm !sun/sunburn/diaper/food/toast/cookies/calories/tongue/pizza/cake
        skin ~ ~ ~ peeling/coming off
        ribs/chest/belly/stomach ~ ~ ~ ~ sucking/sucked/pulling/caving/retract* ~ ~ in? ~ ~ breath/breathes/breathing?
        & breathe/breathing/breaths/breath/breathless struggling/struggle/struggles/can/barely/hardly/hard/trouble/gasping/fast/wheezing/grunting/shallow/weird/noisy ribs/chest/sucking/lips/nostrils/air/blue/talk/cry/now/minute/she/he/baby !nose/snore/snores/snot/congested/stuffy/deep/exercise/exercises/calm/laughing/crying/spells/spell/take/holding/down/stroller
        wheez*/whistling/gasping ... peanut/nut/nuts/bee/swell*/hives/ribs/lips/sting/stung/egg/sesame
        tongue/throat/lips/face/eyes/eyelids ~ ~ ~ ~ swell*/swollen/puffy/closing ... wheez*/breath*/hives/peanut/nuts/bee/egg/milk/sesame/sting/throat/stung/ate/hoarse
        & hives/allergic/allergy/rash wheez*/swell*/swollen/vomit*/breath*/throat/faint* now/after/face/lips/tongue/all/minutes/ago/just !test/history/doctor
        {they} ~ ~ choking/chokes/choked ~ ~ ~ on/and/right/now/blue/cough !up/hazard/if/fear/tears/scared/afraid/day
        & choking/choke/choked/chokes/stuck {food}/grape/sausage/hotdog/apple/carrot/nut/marble/balloon/meat throat/sound/breathe/air/cough/cry/blue/talk/out !if/fear/afraid/cut/course/scared/day
        found {kid} ~ ~ ~ ~ water/bath/pool/tub/face !{play}/splashing/laughing
        face down ~ ~ ~ ~ water/bath/pool/tub/crib
        & drown*/underwater/submerged/sank pool/bath/tub/sea/water/bathtub {they}/him/her/pulled/out !swim/swimming/lesson/afraid/scared/fear/prevent
        fork/knife/key/finger/wire/nail/pin/scissors/hairpin ~ ~ ~ ~ outlet/socket/plug/toaster !covers/cover
        shock/shocked/electrocuted/zapped ... outlet/socket/wire/electric*/cable/plug/electricity
        & wet/peed/pee/urine/urinated/diaper/nappy not/no/without/dry since/hours/yesterday/day limp/sleepy/wake/lethargic/sunken/vomit*/drink/drinking/listless/fever !potty/toilet/trained/training/bed/night/bedwetting
        & fever/temperature week/weeks/newborn/month/days/41/40 wake/limp/old/lethargic/blue/grunting/refuses/rash/sleepy/eat/cry !vaccine/vaccines/shots/ago/last/year
        fever/temperature ~ ~ ~ 41/42/105/106/107
        & car/trapped/locked baby/him/her/son/daughter/toddler/kid inside/keys/hot/sun/heat/sweating !{play}/ac/toy/seat/music/laughing
        passed/passes/passing/blacked out ... grey/gray/blue/white/pale/floor/fell/hit/table/hot/minute/wake/unconscious/shaking !tired/exhausted/bottle/milk/sofa/asleep/laughing/sleeping/drunk
        fainted/faints/fainting ... now/grey/gray/blue/floor/pale/hit/again/today/just/tonight !once/ago/last/laughing/excitement
        cord/cords/string/strap/blind/blinds/scarf/curtain ~ ~ ~ wrapped/around/round/strangl* ~ ~ neck !birth/born/delivery/umbilical/womb
        {they}/him/her ~ ~ stopped/stops/not breathing
        ambulance/911/paramedics ... now/hurry/should/coming/called/call !toy/siren/loves/truck/drives/{play}/game/puzzle
        snake/scorpion/viper/jellyfish ~ ~ bit/bite/bitten/stung !toy/{play}/game/rubber
        stung/bit/bitten by ~ ~ snake/scorpion/viper/widow
        dog/dogs ~ ~ ~ bit/bitten/attacked/mauled ~ ~ ~ {they}/him/her/face ~ ~ ~ face/neck/bleeding/blood/deep/head
        & drooling/drool swallow/breathe/breathing/noisy/noisily/swallowing not/can/noisy/noisily/hard/fever/throat/drooling !teeth/teething/bib
        """.replace("{_}/", ""),
        deniable=False,
        unless=_FINE,
        despite=_STILL,
    ),
    Family(
        "online_harm",
        f"""
        & {{place}} met/meet/meeting/talking/talks/texting/chatting/messaging/messages old/older/adult/grown/man/guy/stranger run/running/meet/away/love/boyfriend/visit/months/hotel/secret/runaway daughter/son/she/he/her/him/kid/girl !{{asking}}/husband/teacher/tinder/dating/class/cousin
        & {{place}} {{creep}} {{image}}/address/secret/camera/naked/nudes/undress/clothes/gift/gifts/money/underwear/porn/sexual/sex {{kid}}/her/him/my/she/he !{{asking}}/{_FAMILY}/husband/nursery/school/grandparents/cartoons/minute/watches/cartoon/unboxing/unbox/photographer
        & {{place}} {{creep}} meet/meeting/visit/mall/park/apartment/hotel/pick daughter/son/kid/he/she/her/him/child/girl/boy !{{asking}}/{_FAMILY}/husband/playground/cartoon/tinder/dating
        & {{creep}}/guy/man/adult {{image}} without/naked/nude/undressed/nudes/underwear/body/clothes asked/asks/asking/wants/wanted/sent/send/demands/begged her/him/daughter/son/kid/child !{{asking}}/{_FAMILY}/photographer/beach
        & naked/nude/nudes/undressed/topless/intimate/sexual {{image}} sent/send/sends/sending/share/shared/post/posted/threat*/blackmail*/group/class/leaked/spread/guy/stranger/boy/boyfriend daughter/son/he/she/her/him/kid/girl/child/year/old !{{asking}}/{_FAMILY}/bath/album
        {{image}}/folder/folders of ~ naked/nude/undressed/young/underage/little kids/kid/children/child/girls/boys/minors/teens !{_FAMILY}/album/art
        child/kiddie/kids porn/pornography
        csam/sextortion/sextort*
        & {{image}} naked/undressed/nude/clothes/shower/underwear/changing/bra/kissing/private group/class/whatsapp/school/everyone/around/spread/spreading/circulating/classmates/leaked/posted/online daughter/son/her/him/he/she !{{asking}}/{_FAMILY}/beach/bathing
        & porn/porno/pornography/penis/dick/nudes {{place}}/sent/sends/sending/send/shows/showed daughter/son/her/him/kid/child/she/he {{creep}}/friend/boy/classmate/sending/sent/sends/showed !{{asking}}
        & touch/touching/touches himself/herself/themselves {{place}}/camera/cam/stranger asked/told/made/wants/tells/asks/asking/wanted
        & camera/cam/webcam/video/livestream undress/clothes/naked/bathroom/shower/bedroom/strip/shirt/body {{creep}}/asked/told/made/adult/man/guy/friend daughter/son/she/he/her/him !{{asking}}/{_FAMILY}/baby/monitor/door
        & {{place}} {{creep}} body/wearing/bra/boyfriend/love/sexy/touch/kiss/virgin/period/school/live/lives asked/asks/asking/messaging/messages/texting/texts/writes/talking/wants daughter/son/her/him/she/he !{{asking}}/{_FAMILY}/husband/teacher
        & secret/secrets {{place}}/tiktok/discord older/adult/man/guy/stranger/friend daughter/son/her/him/she/he !{{asking}}/{_FAMILY}/santa/recipe
        & met/meet/meeting online/roblox/discord/snapchat/instagram/tiktok/fortnite/minecraft/game/app/chat/omegle/internet man/guy/adult/stranger/boyfriend/older/someone/somebody/strangers daughter/son/she/he/kid/girl/boy/old !{{asking}}/{_FAMILY}/husband/tinder/dating
        not to tell/say .. us/me/mom/dad/parents/anyone ... {{place}}
        & told/tells/telling/said/says/made not/never tell/mom/parents/us/secret {{place}}/online/discord {{creep}}/friend/player daughter/son/her/him/he/she !{{asking}}/santa/surprise
        & blackmail*/extort*/sextort*/threat* {{image}}/nude/money/post/leak/gift/bitcoin/video/send daughter/son/he/she/her/him/kid !{{asking}}/toys
        & kill/hang/die/ugly/worthless/fat/dead/suicide {{place}}/class/comments/messages/write/writes/wrote/comment/texts/classmates write/writes/wrote/writing/comment/comments/commenting/message/messages/text/texts/send/sends/sent/group/post/posted him/her/daughter/son/to/me !{{asking}}/game/dog/cat/rabbit/sims
        kill/hang yourself/urself/himself/herself ... {{place}}/class/classmates/write
        {{place}}/class/classmates/kids/girls/boys/they ... write/writes/wrote/text/texts/message/messages/comment/send/tell/telling/told/say/saying ... kill/hang yourself/urself
        & humiliat*/bully*/bullied/bullying/harass*/hate/mocking/mock/shaming fake/group/online/whatsapp/instagram/tiktok/discord/snapchat/chat/comments/video/videos/messages daughter/son/her/him/she/he/kid/class !{{asking}}/sister/movie
        & beating/beat/hitting/hit/humiliat*/kicking filmed/filming/film/video/uploaded/posted/recorded class/whatsapp/tiktok/instagram/group/online/snapchat daughter/son/him/her/he/she !{{asking}}/movie/drums/soccer/record/cartoon/funny
        & address/school/number/password gave/given/give/told/sent/shared stranger/someone/man/guy/online/roblox/discord/game/chat daughter/son/she/he/kid !{{asking}}/teacher/wifi
        & fake/deepfake/ai/edited {{image}}/account/profile naked/nude/body/daughter/son/her/him/class !{{asking}}/flowers/dinosaur/dinosaurs
        """,
        unless="""
        rules/rule/taught/teach/lesson/lessons/limits
        movie/film/cartoon/documentary
        video chats/chat with ~ grandma/grandpa/dad/cousin/cousins
        his/her friend/friends from ~ class/school/kindergarten
        what age
        """,
        despite="naked/nudes/nude/stranger/porn",
    ),
)
