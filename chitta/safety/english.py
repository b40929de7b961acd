"""What the layer listens for in English. How a line is read: wording.py."""

from chitta.safety.english_scenes import SCENE_WORDS, SCENES
from chitta.safety.english_urgent import URGENT, URGENT_WORDS
from chitta.safety.wording import Family, Tongue

WORDS = {
    "am": "am is are was were be being been feel feeling",
    "they": "he she they it baby son daughter boy girl child kid toddler newborn brother sister",
    "kid": (
        "him her them baby son daughter boy girl child kid kids children toddler newborn infant twins one "
        "himself herself old nephew niece stepson stepdaughter @"
    ),
    "self": "myself himself herself themselves themself yourself me him her",
    "adult": (
        "husband wife partner boyfriend girlfriend ex spouse fiance dad dads father daddy dada papa mom mother mommy "
        "mama stepdad stepfather stepmom stepmother grandpa grandfather granddad grandma grandmother uncle aunt nanny "
        "babysitter sitter teacher teachers caregiver carer caretaker aide aides assistant minder neighbor neighbour "
        "coach staff therapist man woman guy adult law auntie stepmum granny nana nan gran daycare ganenet rabbi priest "
        "tutor driver lifeguard roommate boss"
    ),
    "rough": (
        "grabbed squeezed pulled yanked pushed shoved held gripped dragged jerked twisted slammed dropped threw pinned "
        "squashed pressed grab squeeze yank"
    ),
    "body": "arm arms wrist wrists neck hair throat head face leg legs mouth nose ear body back bum bottom hand shoulder",
    "mark": "mark marks bruise bruises bruised burn burns welt welts scar scars cut cuts blood bleeding swollen red broken",
    "gone": "gone disappear disappeared disappearing vanish vanished exist existing existed",
    "food": "peanut peanuts nut nuts grape bead beads coin lego marble popcorn toy candy bone button cap tomato seed food",
    "anyone": "{adult} someone somebody nephew stepson neighbors cousin stepbrother stranger friend boy boys teen teenager",
    "partner": "husband wife partner boyfriend girlfriend ex spouse fiance",
    "parent": "dad father daddy papa mom mother stepdad stepfather",
    "hurts": (
        "hit hits hitting beat beats beating beaten slap slaps slapped slapping punch punches punched punching kick "
        "kicks kicked kicking spank spanks spanked spanking smack smacks smacked smacking whip whips whipped shake "
        "shakes shook shaken shaking pinch pinches pinched pinching choke chokes choked choking strangle strangles "
        "strangled strangling burn burns burned burnt hurt hurts hurting harm harms harmed harming abuse abuses abused "
        "abusing molest* rape raped rapes assault* smother* suffocat* bit bites slam slams slammed shove shoves shoved "
        "attack attacks attacked whacks whacked belts thrash* terroriz* torture* batter batters battered headbutt* spit spits"
    ),
    "hurt": (
        "hit slap punch kick shake choke strangle harm hurt kill smother suffocate drown beat throw stab injure"
        " smack spank hitting hurting killing shaking smothering strangling drowning throwing harming beating choking"
        " stabbing slapping dropping"
    ),
    "did": (
        "shook shaked shaken hit slapped smacked spanked beat punched kicked pinched choked strangled smothered "
        "hurt burned whipped"
    ),
    "afraid": "afraid scared terrified frightened worried fear fearing",
    "will": "will might could may would am going do can gonna",
    "want": "want wants wanted wish wishes wished like love rather wanting wanna need needs ready hope prefer",
    "die": "die dye dead",
    "breath": "breathe breathing breath breathin breating",
    "private": (
        "private privates vagina vulva penis genitals pee peepee crotch bottom butt inappropriately "
        "sexually breasts underwear panties pants"
    ),
    "poison": (
        "battery batteries bleach detergent pill pills tablet tablets magnet magnets cleaner cleaning dishwasher drain "
        "antifreeze vodka whiskey perfume acetone pesticide poison cigarette cigarettes turpentine gasoline petrol "
        "lighter ibuprofen acetaminophen paracetamol tylenol advil adderall xanax ritalin pods nail insulin mushroom "
        "mushrooms oleander chemicals chemical meds medication melatonin iron coin needle screw pin mouthwash acid"
    ),
    "swallow": (
        "swallow swallows swallowed swallowing drank drunk drinks drinking ate eaten eats ingested inhaled licked got"
    ),
    "vomit": "vomit vomits vomited vomiting throwing threw throws puking puked pukes throw sick",
    "pics": "pic pics picture pictures photo photos image images video videos selfie selfies",
    "nude": "nude nudes naked undressed topless",
    "net": (
        "online internet instagram insta snapchat snap discord roblox tiktok whatsapp telegram facebook minecraft "
        "fortnite youtube chat game gaming app twitch omegle reddit web stream dm dms"
    ),
    "stranger": "stranger strangers man guy men adult somebody someone person people user player teenager boy pedophile",
    "send": "send sends sent sending share shares shared sharing post posts posted leak leaked upload uploaded show",
    "ask": "ask asks asked asking want wants wanted tell tells told telling beg begged pressure pressured demand offered",
}

_STORY = """
    movie/film/cartoon/documentary/novel
    read ~ about
    the/a/online news/article/course/training/lecture/workshop/podcast/webinar
    first aid
    pretend/pretends/pretending/pretended
    in case
    prevent/prevention
    if .. ever
"""
_ACCIDENT = """
    accident/accidentally/accidental
    feelings/ego
    we/he/she/and/both laughed/giggled/licked
    like/if we/i am/are/is/were killing/murdering/torturing/hurting
    by mistake
    while/when brushing/combing/playing
    in/at chess/memory/checkers/cards/monopoly/fifa/soccer/football/uno/tag/the race
"""
_LONG_AGO = """
    asked/asks ~ whether/if
    said it is nothing/normal/fine
    once at/when/as/last
    popsicle/lollipop/popsicles
    year/years/month/months/decade ago
    last year/month/summer/winter/spring/fall/autumn
    history/epilepsy/epileptic/neurologist/eeg/mri/diagnosed/medication/medicated/hospitalized/hospitalised
    was/were born
    at/during/after/since birth/delivery
    birth/delivery/pregnancy/nicu
    as a newborn/baby/toddler/child/kid
    when he/she/i was/were
    at age
    in the past
    used to
"""
_NOW = """
    right now
    now
    again
    still
    not stop
    minutes/minute/hour/hours/seconds
    tonight/today
"""

ENGLISH = Tongue(
    words=WORDS | SCENE_WORDS | URGENT_WORDS,
    deniers="not no never nobody without none neither nor hardly denies denied denying refuses refused stopped",
    no_denial=(
        "sure know stop help trust only want believe understand sleep care cope control just even enough one would "
        "knows cares helps listens believes forget wait safe i he she my the his her they it we breathing eating again"
    ),
    people=(
        "i he she they we who son daughter boy girl kid kids child children brother sister baby classmate friend"
        " friends dog cat"
    ),
    turns="but because until till yet though then so now",
    common=(
        "i he she they it we him her them me my his their a an the is am are was were be been to of in on at for with "
        "and or not no do does did will would can could have has had that this there what up so very all from by one "
        "going baby son daughter kid kids child boy girl want wants wanted like think said says feel take took got "
        "get made make say afraid scared without about out if or over under down never too after when"
    ),
    families=(
        Family(
            "self_harm",
            """
            {want} to ~ die/dye
            {want} to ~ {am} dead/gone
            {want} i/he/she ~ {am} dead
            {want} i/he/she ~ die/died
            {want} i/he/she ~ never {am} born
            rather ~ {am} dead
            rather die than
            better off dead
            better off if i/he/she/we {am}/died/die ~ dead/gone?
            {want} .. {am} dead
            if i/he/she {am}/died/die ~ dead
            thinking/think/thoughts/thought/thinks/fantasize ~ of/about dying/death
            going to end it ~ all
            {want} death
            let me/him/her ~ die
            """,
            unless=f"""
            of/from/with embarrassment/laughter/laughing/shame/cringe/boredom/excitement/joy/cuteness
            embarrassed/cute
            dog/cat/fish/hamster/dinosaur/dinosaurs/bug/bugs/plant
            grandma/grandpa/grandmother/grandfather
            {_STORY}
            """,
        ),
        Family(
            "self_harm",
            """
            not want/wanna to ~ live/exist
            not want to ~ be alive
            not want to ~ be here any more
            not want to ~ wake up any/ever/again/tomorrow
            not want to be in this world
            not feel like living
            not/never wake up tomorrow/again/ever
            {want} .. not wake up
            {want} .. never wake up
            {want} .. never woke up
            no/not reason/reasons/point/use/will/desire/strength to/in/for live/living/life
            nothing to live for
            not/nothing/what/stopped see ~ reason/point ~ live/living
            life/living ~ not ~ worth ~ living/it?
            not worth living
            can not/hardly ~ go on/living living/any
            can not live like this
            tired/sick/done of/with life/living/being ~ alive?
            tired of being alive
            i ~ want/wish to ~ disappear/vanish
            i ~ wanna ~ disappear/vanish
            wish i could ~ disappear/vanish
            better/happier off? ~ without me/him/her ~ around?
            nobody/noone will/would ~ miss/notice/care .. dead/died/gone/disappeared
            nobody/noone will/would miss me/him/her
            i/he/she am/is/was a burden .. everyone/everybody/them/family
            """,
            deniable=False,
            unless="""
            sleep without
            asleep
            babysitter
            disappear/vanish ~ ~ hour/hours/day/weekend/week/minute/minutes/book/vacation
            """,
        ),
        Family(
            "self_harm",
            """
            suicid*/suicide/suicides/suicidal/sucide/suiside/suicidle
            kill/killing/killed/kills/kil/hang/hanging/hanged/unalive/off/offing/shoot/stab/drown/poison/jump myself/himself/herself/themselves/themself/themselfs
            kms/unalive
            self harm/harming/harms/harmed/mutilation/injury
            selfharm*
            end/ending/ended/ends/take/taking/took/takes my/his/her/their/own own? life
            ending/end/ended it all
            {want}/going/thinking/thought/about to? ~ end/ending it
            cutting/cuts myself/himself/herself
            cutting/cuts/cut/slit/slits/slitting/slashed/slash my/his/her ~ wrists/wrist/arms/arm/thighs/thigh/veins
            cut myself/himself/herself ~ on/with purpose/razor/razors/blade/blades/again
            been cutting
            cut/cutting/razor marks/scars .. arm/arms/wrist/wrists/thighs/legs
            hurts/hurt/harm/harms/harming/harmed/hurting/burning/burn/burns myself/himself/herself ~ on purpose
            {want}/wants/thinking/think/thought/thoughts/urge/urges .. hurt/hurting/harm/harming/cut/cutting myself
            harm/harming myself/themselves
            overdose/overdosed/overdosing
            take/taking/took/swallow/swallowing/swallowed all ~ ~ pills/meds/tablets/medication
            {want}/tried/threaten*/thinking/thought/tries/going .. jump/jumping ~ off/from/out/of .. window/roof/bridge/balcony/building/cliff
            driving/drive/crash/crashing/drove/swerve/swerving .. car/us/myself? ~ into/off ~ wall/tree/bridge/traffic/cliff/pole
            goodbye letter/note
            suicide note
            """,
            unless=f"""
            substance
            relationship/marriage/engagement/call/lesson/breastfeeding/therapy/session
            laughing/laughter
            bomber/squad
            {_STORY}
            """,
        ),
        Family(
            "child_harm",
            """
            i .. {did} ~ {kid}
            i .. threw/thrown/throw ~ {kid} ~ ~ bed/wall/floor/crib/couch/across/down/stairs/ground/cot
            i .. banged/slammed/smashed .. {kid}/head
            i .. spank/smack/slap/hit/beat/shake ~ {kid}
            hands/hand ~ round/around/over/on ~ neck/throat/mouth
            i .. pillow ~ over .. {kid}/face
            stop/keep/kept/started/start/been/continue hitting/beating/slapping/shaking/spanking/hurting/smacking ~ {kid}
            """,
            unless=f"""
            {{kid}} awake/gently/hand
            beat {{kid}} at/in
            {{kid}} up in the air
            i/to not/never {{did}}
            told/asked/teach/ask/tell/let {{kid}} ~ to? stop/not/no
            stop hitting/hurting himself/herself
            hitting/hurting/slapping himself/herself
            when i was/were
            {{kid}} out of the room
            bottle/rattle/toy/hand/head/tree/ball
            {_ACCIDENT}
            {_STORY}
            """,
            despite="""
            shook/hit/slapped/beat {kid} ~ head/baby/face
            i ~ ~ shook/hit/slapped/beat {kid} when i was ~ angry/mad/tired
            bed/wall/floor
            """,
        ),
        Family(
            "child_harm",
            """
            {afraid} ~ of? what/that i ~ {will} .. do ~ to? ~
            {afraid} of myself
            {afraid} ~ .. i ~ {will} .. {hurt} .. {kid}
            {afraid} of ~ {hurt} .. {kid}
            {afraid} to be alone with {kid}
            not trust myself with/around/alone
            not sure/know what i/ill ~ {will} ~ do ~ to {kid}
            snap/lose/explode/losing/snapping/lost ~ ~ and/control .. {hurt} .. {kid}
            i am/was ~ going to/gonna {hurt} .. {kid}
            i {want}/wanted/wanting ~ to ~ {hurt} .. {kid}
            i ~ ~ feel like ~ {hurt} .. {kid}
            urge/urges/thoughts/thought/thinking/think/visions/images/fantasies/imagining/imagine/impulse ~ of/about/to .. {hurt} .. {kid}
            i .. {hurt} {kid} ~ if/when/unless .. not ~ stop/shut
            throw/throwing/threw/toss/drop/dropping .. {kid} .. out/off/from/down/against .. window/balcony/wall/stairs
            {will} {hurt} my/our/the baby/newborn
            """,
            unless=f"""
            what i ~ {{will}} .. do without/when/if .. starts/goes/ends/leaves/returns
            do without
            feelings/chances/development/sleep/bond/progress/confidence
            move/roll/wake/nails/vaccine
            toy/ball/toys/food
            {_STORY}
            """,
        ),
        Family(
            "child_harm",
            """
            {adult}/{partner} .. {hurts} ~ {kid}
            {adult}/someone/somebody .. hurt/hurts/harmed/abused/abusing/molest* ~ {kid}
            {kid}/they/he/she/was/were/being/gets/got/is/been {hurts} by ~ ~ {adult}
            {adult} .. throws/threw/throw/drags/dragged/grabs/grabbed/slams/slammed {kid} .. wall/floor/ground/bed/neck/throat/hair/arm/stairs/ear
            dad/daddy/mom/mommy/grandpa/grandma/nanny/teacher/uncle/papa/mama/babysitter {hurts} me
            {hurts}/hit .. with ~ ~ belt/stick/cable/hanger/whip
            belt/handprint/handprints/finger/strangulation marks/mark/bruises
            hand print/prints ~ bruise/bruises/mark/marks
            handprint/handprints
            bruises/bruise/marks/mark/burns .. grabbed/beat/beaten/cigarette/fingers
            cigarette burn/burns
            unexplained bruise/bruises/injury/injuries
            come/came/comes/coming home/back .. from/bruises/marks .. {adult} .. bruises/marks/burns
            is/are/am/was/were/been/being abused
            abuse/abusing/abuses/abused/mistreat*/maltreat* ~ ~ {kid}/children/kids/us
            child abuse/neglect
            suspect/suspected/suspicion/signs ~ .. abuse/abusing/abused/molest*
            physically/sexually/emotionally abus*
            """,
            unless=f"""
            substance/alcohol/drug abuse
            boy/girl/kid/child/classmate ~ at/from/in daycare/kindergarten/school/preschool/gan/class
            {{adult}} .. {{hurts}} ~ {{kid}} ~ hand/foot/head on
            hurts/hurt {{kid}} ~ feelings
            {{kid}} hurt/hurts/bit/hit himself/herself
            beat/beats/beaten {{kid}} at/in/to
            {_ACCIDENT}
            {_STORY}
            """,
        ),
        Family(
            "child_harm",
            """
            {anyone}/@ .. touch/touched/touches/touching/grabbed/rubbed/kissed/licked ~ ~ ~ {private}
            {anyone}/@ .. touch/touched/touches/touching ~ ~ down there
            {anyone}/@ .. touch/touched/touches/touching ~ inappropriately/sexually/wrong
            touched/touching/touches him/her/me ~ down/inappropriately/sexually
            touched me/her/him ~ there
            made/makes/make/forced/forces/told ~ ~ him/her/me ~ ~ touch/lick/suck/undress/kiss .. him/it/his/{private}
            {anyone} .. pulled/pulls/took/takes down/off .. pants/underwear/panties
            {anyone} .. showed/shows/exposed .. penis/privates/private/genitals/himself/porn
            molest*/incest/pedophil*/paedophil*
            sexual/sexually abuse/abused/abusing/assault/assaulted/touch/exploited/harassed/contact
            raped/rape
            {anyone} .. in the bathroom/shower/bed .. hurt/touched
            """,
            unless=f"""
            diaper rash
            doctor/pediatrician .. checked/examined
            mustard/rapeseed
            normal at/for
            before sleep/bed/bedtime
            {_STORY}
            """,
        ),
        Family(
            "child_harm",
            """
            lock/locks/locked/locking {kid}/me ~ ~ ~ closet/basement/dark/cellar/wardrobe/shed/balcony/garage/cupboard
            {adult} .. lock/locks/locked/locking ~ {kid} ~ ~ room/bathroom/house
            lock/locks/locked {kid} .. hours
            tie/ties/tied/tying/strap*/handcuff* {kid} ~ ~ to ~ chair/bed/crib/pole/radiator
            tie/ties/tied/tying {kid} up
            leave/leaves/left/leaving ~ ~ {kid} ~ alone in ~ car
            leave/leaves/left/leaving ~ ~ {kid} ~ home alone
            leave/leaves/left/leaving ~ ~ {kid} ~ alone at/in ~ home/house/apartment/night
            leave/leaves/left/leaving ~ ~ {kid} .. alone for ~ hours/days/night
            {adult} .. starv*/neglect/neglects/neglected/neglecting ~ {kid}
            being/been/is/was/are neglected
            """,
            unless=f"""
            minute/minutes/second/seconds
            car/seat/stroller/high belt/buckle/straps
            laundry/garden/chores
            {_ACCIDENT}
            {_STORY}
            """,
        ),
        Family(
            "child_harm",
            """
            {adult} .. not ~ feed/feeding/fed/feeds {kid}
            {adult} .. not give/gives/giving {kid} ~ food/water
            no food ~ in the/at house/home
            gives {kid} no food
            """,
            deniable=False,
            unless="""
            sugar/candy/sweets/chocolate/gluten/solid/baby
            """,
        ),
        Family(
            "violence_home",
            """
            my/his/her/their/the {partner} .. {hurts} ~ me/us
            my/his/her/their/the {partner}/{parent} .. kick/kicks/kicked/throws/threw/pushed/pushes/shoves/shoved/grabs/grabbed/slams/slammed/spits me/us
            his/her/their/kids/the {parent} .. {hurts} me/us
            {parent} .. beat/beats/beating/hit/hits/hitting/punch* ~ me
            {hurts} me ~ ~ front of
            {hurts} me ~ when/after/if/every ~ ~ drinks/drunk/drinking/drink
            {hurts} me .. pregnant/pregnancy
            he/she strangled/choked/choking/chokes/strangles/raped/rapes me
            beat/beats/beating/beaten me up
            he/she ~ beats me
            pushed/shoved/threw/thrown/throws me ~ down/against ~ stairs/wall/floor
            {partner}/{parent} .. throws/threw/throwing ~ ~ things/plates/stuff/chairs/dishes/objects/glass ~ ~ at? me?
            {partner}/{parent} .. breaks/broke/breaking/punches/punched/smashes/smashed/kicks ~ ~ door/doors/wall/walls/phone/house/furniture
            i am ~ a? beaten/battered
            battered wife/woman/women
            women/womens shelter
            """,
            unless=f"""
            beat/beats/beating me at/in/to/every/by
            beat/beats me memory
            shake/shakes/shook ~ hand
            {{partner}} .. {{hurts}} me ~ feelings
            bit/bites/kicks/kick/kicked me ~ in? belly
            {_STORY}
            """,
            despite="pregnant",
        ),
        Family(
            "violence_home",
            """
            threaten* ~ to kill/hurt/beat/harm/stab/shoot/burn/take ~ me/us/her/him/kids
            threaten*/threatned ~ .. with ~ knife/gun/weapon
            {partner}/{parent} .. threaten* ~ me/us/my
            will/going/gonna/would/wants to? ~ kill us/everyone
            will/going/gonna/would/wants to? ~ kill me if/when i leave/call/tell/go
            if i leave/call/tell .. will/would ~ kill
            {afraid} of my/his/her ~ {partner}
            {afraid} of his/her/their {parent} when .. drinks/drunk/angry
            {afraid} .. he/she/husband/partner {will} ~ ~ kill/hurt/beat me/us
            {afraid} to go home
            {afraid} for my/our life/lives
            domestic violence/abuse/violance
            violence/violance/abuse ~ at/in ~ ~ home/house/family/marriage
            violent/abusive/abuser ~ {partner}/{parent}/relationship/marriage/man/home/household
            {partner}/{parent} .. is/was/became/becomes/gets/got/are/being ~ violent/abusive/violant
            {partner}/{parent} .. abuses/abused/hit/hits me
            violent/abusive to/towards/toward/with me/us .. years/drunk/drinks/front
            was/is/been ~ violent/abusive/physical to/towards/toward me/us
            restraining/protective/protection order
            let me ~ ~ leave ~ house/home/apartment
            {partner} .. controls .. money/phone/everything
            """,
            unless=f"""
            reaction/driving/job/surgery/cooking/snoring/opinion/response
            buy/bought/ordered/spend/spent/forget/forgot
            traffic/game/games/cold
            {_STORY}
            """,
        ),
        Family(
            "medical",
            """
            not ~ breathing
            not breathe/breathin/breating
            {they} .. can/could not ~ breathe/breath
            stopped/stops/stop breathing/breathin
            trouble/difficulty/struggling/struggles/hard/problem/problems/trouble ~ ~ {breath}
            gasping/fighting/struggling ~ for ~ air/breath
            breathing ~ ~ fast/heavy/heavily/hard .. ribs/chest/grunting/nostrils/belly
            wheez* .. ribs/breathe/breathing/lips/blue/pulling
            no pulse/heartbeat
            """,
            deniable=False,
            unless=f"""
            through ~ nose/mouth
            nose/stuffy/nasal/congested/congestion
            laughing/laughter/laughed/giggling
            breathing exercises/exercise
            not breathing down
            breathing/breathe easy
            am not breathing
            {_LONG_AGO}
            {_STORY}
            """,
            despite=_NOW,
        ),
        Family(
            "medical",
            """
            lips/lip/face/tongue/fingernails/skin .. blue/purple/grey/gray
            blue/purple ~ lips/lip
            {they} turn/turns/turned/turning/went/going/goes/gone/is/looks/got ~ ~ blue/purple/grey
            blue/purple/pale and limp/floppy/not
            limp and blue/floppy/not/unresponsive
            {they} .. floppy .. not
            have/has/having/had/another ~ ~ ~ seizure/seizures/convulsion/convulsions/seizing/seisure/seizur
            seizing/convulsing/convulses/convulsed
            seizure/seizures/convulsion right/now/started/lasted/lasting/for
            eyes ~ ~ roll/rolled/rolling ~ ~ back/up/over
            shaking/jerking/trembling/twitching all over
            {they} is/was/are/just/went/became/baby ~ unresponsive/unconscious/unconcious
            unconscious/unconcious/unresponsive
            lost/losing/lose/loses consciousness/conciousness
            fainted/faints/fainting
            passed/passes/passing out .. not/minutes/floor/hit
            anaphyla*
            """,
            unless=f"""
            bruise/bruises/bruised
            eyes are/shirt/hair
            marker/markers/crayons/paints/ink/chalk/paint/painted/popsicle/lollipop/blueberries/slime/dye
            feeling/feel blue
            unconscious bias
            laughing/boredom/excitement
            {_LONG_AGO}
            {_STORY}
            """,
            despite=_NOW,
        ),
        Family(
            "medical",
            """
            will/is/are not wake/waking up
            not waking/wake up no matter
            can not/hardly wake/rouse/awaken {kid} ~ up?
            not responding/reacting/responsive
            unable to wake {kid}
            """,
            deniable=False,
            unless=f"""
            morning/mornings/kindergarten/school/daycare/preschool/alarm/nap/early/late/before/easily/toilet/pee
            name/names/call/called/calls/calling/questions/question/teacher/teachers/instructions/treatment/toys/others/no
            at night
            {_LONG_AGO}
            """,
            despite="no matter",
        ),
        Family(
            "medical",
            """
            {swallow} ~ .. {poison}
            {swallow} ~ into ~ ~ {poison}/medicine
            {swallow} a? ~ whole/entire/full/half bottle/box/pack/jar of
            {swallow} .. grandma/grandpa/my/sister/brother ~ ~ medicine/medication/meds
            took/taken/takes my/grandma/grandpa/dad ~ ~ ~ pills/medication/medicine/meds
            poisoned/poisoning
            times ~ ~ dose/dosage
            double ~ dose/dosage ~ by/of
            gave/given/took ~ ~ too much tylenol/advil/ibuprofen/acamol/nurofen/medicine/medication/paracetamol/acetaminophen/melatonin/ritalin
            wrong medicine/medication/dose/dosage/pill
            overdose/overdosed
            """,
            unless=f"""
            finally/refuses/vitamin/vitamins/prescribed/doctor said/nicely/supplement/supplements/every morning/every night
            iron drops/supplement/rich
            food/education poisoning
            got ~ new
            got ~ ~ a prescription
            nail polish on
            battery toy/operated
            {_STORY}
            """,
            despite="""
            by mistake
            accident/accidentally
            whole bottle
            """,
        ),
        Family(
            "medical",
            """
            hit/hits/banged/bumped/knocked/fell ~ ~ ~ head ... {vomit}
            fell/fallen/dropped/fall ... vomit/vomits/vomited/vomiting/puking/puked/throwing
            {vomit} ... after ... fell/fall/hit/bump/bumped/dropped ~ ~ head?
            head injury/trauma/wound
            dog/animal .. bit/bitten/bites/attacked ~ ~ ~ face/neck/throat/head
            bleeding ~ a lot/ton
            concussion
            fell/fallen/falls/fall ~ from/out/off ~ ~ ~ window/balcony/roof/floor/storey/story
            skull
            {they} is/are/was ~ choking/chokin
            choking on/to/and/right
            choked on
            bleeding ~ ~ ~ not ~ stop/stopping
            not stop bleeding
            not stop ~ ~ bleeding
            bleeding heavily/badly/profusely/everywhere
            so/lot/lots/losing much/of? ~ blood
            face down ~ ~ ~ water/bath/tub/pool
            {they} .. drowning/drowned
            under ~ water .. not/minutes/minute/pulled
            spilled/spilt/poured/pulled/spill/splashed ~ ~ ~ boiling/hot/scalding ~ water/tea/coffee/oil/soup/kettle
            boiling/scalding ~ water/oil/tea/coffee/soup ~ on/over
            scalded/electrocuted
            electric/electrical shock
            face/lips/tongue/throat/mouth ~ ~ ~ swelling/swollen/swelled/swells
            swelling/swollen .. face/lips/tongue/throat
            """,
            unless=f"""
            threw/throwing/throws/throw a/the/his/her/it/toy/toys/food/tantrum/tantrums/things/block/blocks/ball
            was/is fine/ok/okay
            all good
            coughed/gagged/gags
            a/little bit/little on
            choking hazard/hazards
            in laundry/work/paperwork/homework
            fell asleep
            fell in love
            mosquito/teeth/tooth/teething/dentist
            {_LONG_AGO}
            {_STORY}
            """,
            despite=f"""
            {_NOW}
            vomiting/throwing up
            """,
            deniable=True,
        ),
        Family(
            "online_harm",
            """
            {ask}/{send} ... {nude} ... {pics}
            {ask}/{send} ... {pics} .. {nude}
            {ask}/{send} ~ .. nudes
            {send} .. {pics} .. {nude}/privates/private/body/breasts/penis/vagina/underwear
            {ask} .. {pics} .. {private}/body
            {nude} {pics} of him/her/them/my
            {nude} {pics} .. {send}/{net}/class/group
            {pics} .. without clothes
            take/takes/took/taking ~ ~ ~ off .. camera/cam/webcam/video/{net}
            undress/undressed/strip ~ .. camera/cam/webcam/video/{net}
            blackmail*/sextort*/extort*
            dick/sexual/sex/explicit pics/pic/photos/pictures/messages/video/texts/message
            sexting/sext/sexts
            """,
            unless=f"""
            i sent/posted .. grandma/husband
            ask ... statue/museum
            {_STORY}
            """,
        ),
        Family(
            "online_harm",
            """
            groomed/grooming by/him/her/my/our/online/kids/children
            {am} being groomed
            {stranger} .. {net} ... meet/address/secret/camera/private/phone/alone/gifts/money/threaten*
            {stranger} .. {net} ~ ~ ~ asked/asks/asking/told/tells/telling/wants/wanted/sent/sends/sending/messaging/contacted/pressuring
            {stranger} .. contacted/messaged/messaging/texting/talking ~ ~ {kid} ~ ~ {net}
            {kid}/he/she .. met/meeting/meet/talking/talks ~ ~ ~ {stranger}/pedophile .. {net}
            {kid}/he/she .. meet/meeting .. {net}/{stranger} .. {net}
            stranger/strangers/adult ... secret
            predator/pedophile
            cyberbull*
            bullied/bullying/bully/shamed/shaming/humiliated/harassed/hate/threatened ~ ~ online/on/in ~ ~ {net}/group
            {net}/group .. bullied/bullying/humiliat*/kill
            threaten*/threatning ~ .. post/publish/share/send/leak/spread ~ .. {pics}/it/them
            {pics} .. threaten*
            told/tell/telling/tells/message* ~ ~ her/him ~ to kill/hurt herself/himself
            watch/watches/watched/watching/saw/seen/found/exposed/shown/showed/sees ~ ~ ~ ~ porn/porno/pornography
            hacked ~ ~ account .. {pics}
            """,
            unless=f"""
            rules/rule/taught/teach/teacher/zoom/lesson/lessons/parents
            grandma/grandpa/grandparents/cousin/cousins/therapist
            dog/pet
            {_STORY}
            """,
        ),
        Family(
            "self_harm",
            """
            {want}/rather/should/could to? .. {gone} ~ .. forever/good/world/earth/completely/completly/everything
            {want} to ~ {am} ~ gone
            {want}/rather/wishes .. not exist
            rather/prefer not ~ exist/live/be alive?
            stop/stopped existing/living
            {want} .. it/everything/pain ~ ~ over/end .. live/life/anymore/forever
            deserve/deserves/deserved to ~ die/dead
            {want}/thinking/thought/planning/plan/plans/going ~ ~ swallow/swallowing/swallowed/take/taking/drinking .. everything/all/whole/bottle/pills .. medicine/cabinet/drawer/pills/bottle/meds
            swallow/swallowing/take/taking .. everything/all/whole/every .. medicine/cabinet/drawer/pills/pill/bottle/meds/tablets
            rope/noose/belt/cord/scarf/string .. around/round .. neck
            scratch/scratches/scratching/scratched/burns/burning/burned/carves/carving/carved/slices/slicing/stabs/stabbing/pokes .. his/her/my/their ~ wrist/wrists/arms/thighs/thigh/skin/veins/forearm .. until/blood/bleed/bleeds/compass/razor/blade/lighter/scissors/knife/purpose/secret
            said/wrote/writes/writing/leaves/left/leaving ~ ~ goodbye/farewell ~ .. pills/letter/letters/note/rope/everyone/everybody
            not see ~ ~ future/way out/tomorrow
            only/no way out ~ .. die/death/dead
            plan/plans/planned/planning/ways/way/how/where/when ~ to ~ die/kill
            {afraid} ~ .. i/he/she/wife/husband {will} .. hurt/kill/harm/do ~ ~ myself/himself/herself/something stupid?
            {want} ~ .. to sleep .. never/not ~ wake
            go/fall to sleep .. never/not ~ wake
            googled/searched/searching/googling/looking .. painless/suicide/die/dying/kill
            psych*/hospital/ward/er .. after ~ ~ attempt
            attempted/attempt/attempts .. life/suicide/overdose
            """,
            deniable=False,
            unless=f"""
            toys/game/tantrum/tantrums/crying/phase/weekend/vacation
            cord/cords around ~ ~ neck .. birth/born/delivery
            born/birth/delivery/umbilical
            how/way/ways to ~ kill time/lice/bugs/ants/germs
            kill/die lice/ants/weeds/germs/bacteria
            eczema/mosquito/rash/itch/itchy
            {_STORY}
            """,
            despite="forever/die/suicide",
        ),
        Family(
            "child_harm",
            """
            i .. {rough} ~ {kid} ~ ~ ~ hard/roughly/bruise/bruises/mark/marks/crying
            i .. {rough} ~ his/her/their ~ {body} .. hard/roughly/bruise/bruises/mark/marks/swollen/cried/broke/broken
            i .. {rough} {kid} by ~ ~ {body}
            i .. covered/cover/closed/put/held/pressed/pushed/taped/stuffed ~ ~ ~ ~ over? his/her/their ~ mouth/face
            i .. picture/pictured/imagine/imagined/imagining/see/saw/visualize/dream/dreaming/fantasize .. {hurt} .. {kid}
            i .. broke/bruised/scarred/injured ~ his/her/their ~ {body}/rib/ribs/bone
            i .. hit/slap/slapped/smack/smacked/spank/spanked/beat/whip/whipped {kid} ~ .. belt/spoon/stick/slipper/shoe/hard/hand/face/again
            i .. hit/slap/slapped/smack/smacked/beat/punched ~ his/her/their ~ {body}/cheek/thigh
            i .. slapped/smacked/spanked/punched/shook/strangled/smothered/choked @
            left/leave/leaves/leaving/made ~ ~ mark/marks/bruise/bruises/welt/welts .. on/him/her .. face/arm/arms/neck/back/legs/him/her/cheek
            {adult}/teacher .. makes/made/puts/put/shuts/shut/locks/locked/sends/leaves {kid} .. dark/closet/storage/basement/shed
            {adult} .. {rough}/pulls/pull/yanks/drags/squeezes/twists ~ {kid}/his/her ~ ~ {body}
            {adult} .. put/puts/stuck/sticks/slid/has/had ~ hand/hands/fingers/finger ~ ~ ~ underwear/pants/panties/diaper/shirt/skirt/private/privates/him/her
            hand/hands/fingers/finger ~ in/down/inside/up ~ ~ underwear/pants/panties/diaper/skirt/vagina/privates
            come/comes/came/coming/returns/returned/back ~ ~ home/back/from .. ... burn/burns/bruises/welts/handprint/bitten/hungry .. marks/burns/filthy/bruises/legs/back/arms/body
            come/comes/came/coming home ... {mark} marks
            burn/whip/bite/choke/strangle/rope/ligature/slap marks/mark
            bruises/bruise .. thighs/inner/buttocks/neck/ears/genitals/ribs/everywhere/all/fingers
            bleeding/blood/discharge .. underwear/panties/vagina/private/privates/genitals
            {adult} .. watches/watched/films/filmed/photographs/photographed/took .. shower/bath/naked/undress
            {adult} .. climbed/climbs/gets/got/came/comes/sleeps .. bed ~ .. touch/touched/night .. secret/hurt/naked/her/him
            {adult} .. told/tells/said/says ~ ~ keep/secret/tell/anyone .. secret/anyone/touch
            our/little/special secret .. {adult}
            {adult} .. forces/force/forced/makes/made .. eat .. vomit/soap/vomited/floor
            makes/made/forced {kid} ~ ~ eat/drink soap/vomit/pepper
            social services/worker .. abuse/hit/hurt/bruises
            cps/welfare .. abuse/hit/hurt/bruises
            """,
            unless=f"""
            i/to not/never {{did}}
            party/air/blanket/hug/hugs/tight/kiss/ball
            grabbed him so he/she not
            mosquito/birthmark/birth/marker/stork
            fell/fall/falls/tripped/diaper rash
            told/asked/teach/tell {{kid}} not
            i said/told/asked ~ stop
            doctor/pediatrician/nurse
            hair brush/tie/brushing
            hat/scarf/sunscreen/cream
            {_ACCIDENT}
            {_STORY}
            """,
        ),
        Family(
            "violence_home",
            """
            {hurts} us
            {partner}/{parent}/he/she .. {hurts}/throws/threw/pushes/pushed/shoved/kicked ~ me .. kids/children/baby/everything/wall/floor
            {partner}/{parent}/he/she .. broke/breaks/smashed/smashes my/our ~ phone/nose/arm/rib/ribs/jaw/finger/door/tooth/teeth/glasses
            he/she/{partner} .. pulls/pulled/drags/dragged/grabs/grabbed me ~ by ~ hair/throat/neck/arm
            he/she/{partner} ~ .. hand/hands/arm .. round/around/on my ~ neck/throat
            next time .. will/would/it's/it is be? ~ my/your/me/you/face/worse/kill/hurt
            {partner}/{parent} .. slams/slammed/pins/pinned/corners/cornered/spits/spat/kicks/locks/locked/stalks/follows ~ me
            {partner} .. {will}/would ~ kill me/us
            he/she/{partner} .. burn/burns ~ ~ house .. us/me/down
            he/she/{partner} .. pulled/pulls/points/pointed/waved/waving/holding/held .. knife/gun/weapon ~ .. me/us/throat/at
            forces/forced/forcing me to ~ sex/sleep
            makes me have sex
            black eye/eyes .. husband/him/he/partner/boyfriend/dad/from
            {partner} .. gave me ~ ~ black/bruise/bruises
            hide/hiding/hid/locked ~ ~ .. until/till/from/because/so .. calms/calm/husband/partner/drunk/hits/beats/hurt
            {afraid} .. {partner}/he/she {will}/would ~ .. find/kill/hurt/come .. us/me/kids
            {partner} .. {hurts} .. kids/mom/mother/wife
            {partner} .. is/was/gets/becomes/turns ~ ~ violent/abusive/aggressive/dangerous
            my/our/his/her/the ~ abuser
            walk*/walking on eggshells .. hit/hits/violent/afraid/scared/husband/partner
            {partner}/{parent} ~ .. drunk/drinks/drinking .. {hurts}/throws/breaks/smashes/violent/screams
            """,
            unless=f"""
            at/in chess/memory/cards
            hide/hiding .. chocolate/seek/snack/cookies
            buy/bought/ordered/spend/spent/forget/forgot
            nose ~ cold
            when ~ ~ tantrum/tantrums/meltdown/meltdowns/no
            {_STORY}
            """,
            despite="pregnant",
        ),
        Family(
            "medical",
            """
            foam/foaming/froth/frothing ... mouth
            {they} .. went/is/became/goes/gone/just stiff .. eyes/shaking/foam/blue/not/jerking/unresponsive
            stiff neck .. fever/rash
            barely/hardly/not/unable/can't ~ breathe/breathing/breath
            whistling/rattling/grunting/rasping .. breath/breathe/breathing
            inhaled/aspirated ~ ~ {food}
            {food} .. stuck .. throat/airway/windpipe
            stuck in ~ throat/airway/windpipe
            fell/fallen/dropped/hit/head/bumped ... drowsy/sleepy/confused/dazed/dizzy/unconscious/lethargic/disoriented/limp
            {vomit} .. blood/bile/green
            throwing/threw/coughing/coughed/vomit* ~ ~ blood
            blood .. vomit/stool/ears/ear
            fever .. 41/42/106/105/107
            fever ... not ~ wake/waking/respond/responding/moving
            no wet diaper/diapers/nappies
            rash .. not ~ ~ fade/disappear/go
            {they} .. not ~ moving/move
            not moving
            got/getting/gotten ~ into .. medication/medicine/meds/pills/bleach/cleaner/cleaners/poison/chemicals
            fork/finger/knife/wire ~ ~ socket/outlet
            {they} .. burned/burnt/burn .. stove/oven/iron/kettle/boiling/fire/flames/oil .. skin/blister/blisters/badly/face/peeling
            skin ~ ~ peeling/coming off
            {they} .. run/ran/hit over/by ~ car/bike/truck
            bit/bitten/bites/stung by ~ ~ snake/scorpion/viper/bee
            bone .. sticking/through
            finger ~ ~ cut/chopped/severed off
            deep cut/gash/wound
            {they} .. electrocuted
            call/calling/called an? ambulance
            """,
            deniable=False,
            unless=f"""
            food ~ ~ ~ refuses/eat/plate
            breathing/breathe easy
            beanie/bath foam
            foam toy/mat/bath
            tired/nap/naps bedtime
            fell asleep
            fallen asleep
            laughing/laughter
            nose/stuffy/congested
            toy/game/play
            not moving forward/on/house/to/from/away/along
            {_LONG_AGO}
            {_STORY}
            """,
            despite=f"""
            {_NOW}
            drowsy/vomiting
            """,
        ),
        Family(
            "online_harm",
            """
            deepfake*
            fake ~ ~ {nude}
            {nude} .. ai/deepfake/fake ... {kid}
            {stranger}/man ... met/meets/knows/found ~ ~ ~ {net} ... wants/asked/asks/come/meet/apartment/visit/hotel/pick
            {stranger}/man/someone .. {net}/game ~ ~ ~ sent/sends/shows/showed .. {pics}/penis/dick/genitals/naked/porn
            {stranger}/man/guy/someone .. sent/sends/shows/showed ~ ~ ~ ~ .. penis/dick/dickpic/genitals/naked/nudes
            {send}/spread/going/all ... {nude} .. {net}/class/school/group
            {net} .. stranger/strangers/man/pedophile/predator ~ .. asking/asked/wants/meet/secret/send/talking
            sends/sent/sending ~ ~ naked/nude/sexy/underwear ~ .. {pics}/man/stranger/online/someone
            someone/they/he/she/kids/classmates .. hacked/made/created ~ ~ fake account/profile .. {kid}/{net}
            write/writing/wrote/comment*/message*/post*/tell/telling .. {net}/group/class ~ .. kill/die/ugly/hate
            {net}/group .. tell/telling/told/write/writing ~ .. die/kill
            sugar daddy/daddies
            paid/pays/paying/offered/money/gift/gifts ~ ~ ~ for ~ {pics}
            choking/blackout/tiktok challenge
            secret ~ ~ account/boyfriend/friend .. {net}
            talks/talking/chats/chatting/texting ~ ~ ~ with? ~ adult/adults/older/grown/stranger/strangers .. {net}/man/men/people
            """,
            unless=f"""
            rules/rule/taught/teach/teacher/zoom/lesson/lessons/parents
            grandma/grandpa/grandparents/cousin/therapist
            {_STORY}
            """,
        ),
        Family(
            "self_harm",
            """
            took/taken/swallowed/take/taking ~ ~ bunch/handful/handfuls/lots/box/bottle/ton/load/overdose of/on ~ pills/tablets/meds/medication/tylenol/advil
            plastic bag ... head/face
            bag over ~ head
            how easy .. {am}/be ~ die/disappear/jump/crash/drive/end
            {want}/wishing/hope/hoping/pray/praying ~ .. car/truck/train/bus/god would ~ hit/take/kill me
            jump/jumping/step/stepping/throw/throwing/thrown .. front of ~ train/car/bus/truck
            leave/leaving this world
            join/be ~ ~ ~ heaven
            give/gave/giving up on life
            not deserve/deserves to live/exist/be alive
            world/life/family/everyone ~ ~ ~ better/easier/happier without me/him/her
            not ~ {am}/be around any/much/tomorrow/longer
            {want} .. not {am} ~ here/around any/tomorrow/longer
            can not do life
            can/will not think/believe ~ i can/will/could keep/go ~ living/alive
            not ~ i can keep/continue ~ living
            keep living ~ not
            can not keep living
            {swallow}/took ~ ~ {poison}/tylenol/paracetamol and ~ ~ ~ sorry/goodbye/texted
            balcony/bridge/roof/ledge/window .. think/thinking/thought ~ ~ letting/jumping/falling/going/stepping
            think/thinking/thought .. letting go
            {want}/ready to leave .. kids/world/everyone ~ forever
            drink/drinking bleach
            slit/slitting/slash/bleed/bleeding .. wrists/wrist/death
            life/lives insurance .. dead/worth
            voices/voice .. tell/telling/tells/say/says/saying .. kill/hurt/harm/die/jump
            cutting and .. die/dying/death/herself/himself
            she/he is/was/has/been/started/still ~ cutting
            """,
            deniable=False,
            unless=f"""
            cutting teeth/tooth/hair/food/vegetables/paper/nails/down/back/out
            scissors
            grandma/grandpa/dog/cat in heaven
            {_STORY}
            """,
            despite="herself/himself/kill",
        ),
        Family(
            "child_harm",
            """
            i .. {did} my ~ ~ ~ old
            scared/scaring/frightened/frightening myself
            i .. pinned/pin/pinning/restrained .. {kid} ~ ~ ~ floor/bed/wall/down
            away from throwing/hitting/hurting/shaking/killing/smothering/strangling
            close/closer to ~ throwing/hitting/hurting/shaking/killing/smothering/strangling ~ ~ {kid}
            throwing/hurting/shaking/killing/drowning/smothering this/that ~ baby/kid/child
            force/forced/forcing/forces fed/feeding/feed/feeds
            tape/taped/tapes/taping ~ ~ mouth
            been/is/was/are touching my/our/him/her ~ son/daughter/boy/girl/inappropriately
            {anyone} .. touching my/our son/daughter/child
            hold/held/holding/push/pushed ~ ~ ~ ~ under ~ water
            held/dunked/put {kid} .. under/cold/freezing/ice water/shower
            {adult}/he/she .. washes/washed ~ ~ mouth ~ soap
            kneel/kneeling on rice/salt
            {adult} .. drunk/high/stoned/wasted/passed .. watching/driving/drives/with/babysitting/around ~ ~ {kid}
            driving/drives/drove drunk ... {kid}
            uses/using/smokes/shoots/does ~ drugs/meth/heroin/crack/cocaine .. {kid}
            i .. drunk/high/stoned/drinking .. taking/watching/caring/care/driving .. {kid}
            {adult}/{anyone} .. {private} .. {kid}/showed/show/shows/suck/lick/touch/touched/rubbed/put/put in
            showed/shows/show .. {kid} .. penis/privates/genitals/porn/dick
            suck/lick/kiss/rub his/it/her ~ ~ {private}/penis/dick
            sore/hurts/pain/bleeding/red .. down there/vagina .. after/since .. {adult}/visit/visits/weekend
            i/we .. left {kid} ~ ~ ~ bath/bathtub/pool/car/street
            {adult} .. {hurts} .. son/daughter/baby/boy/girl/toddler
            i .. {did} ~ .. flinch/flinches/flinched/cowers
            flinches/flinch/cowers when/if/every .. i/he/she/dad/husband/hand/raise/close/near
            afraid/scared/terrified ... uncle/grandpa/stepdad/babysitter/nanny .. touch/touches/touched/hits/hurts/hurt
            {adult} .. {hurts} .. with a/his/the ~ spoon/belt/stick/cord/hose/ruler/hanger/shoe/slipper/hammer
            burned/burns/burnt {kid}/her/him with ~ cigarette/iron/lighter/spoon
            not ~ changed/change .. diaper .. days/day/hours .. {adult}
            kept/keeps/keep {kid} ~ ~ ~ cage/crate/chain/chained
            lost/losing/lose control .. {hurts}/hit/shook/threw/grabbed ~ {kid}
            i .. blacked/saw red .. {hurts} ~ {kid}
            """,
            unless=f"""
            boy/girl/kid/child/classmate ~ at/from/in daycare/kindergarten/school/preschool/gan/class
            scared myself .. movie/halloween/mirror
            minute/minutes/second/seconds
            doctor/pediatrician/nurse/swim/swimming/lesson/lessons
            costume/toy
            himself/herself .. touching
            out of the room
            i/to not/never {{did}}
            i was
            {_ACCIDENT}
            {_STORY}
            """,
            despite="baby/angry/drunk/flinches/penis/vagina/privates/touched",
        ),
        Family(
            "violence_home",
            """
            leave/left/leaving because/after ~ ~ beatings/beating/violence/abuse/hitting
            the beatings
            punch/punched/punches/punching ~ ~ hole/holes ~ ~ wall/walls/door/doors
            i am next
            {hurts} me and/then/until/till/so ~ ~ ~ ~ says/said/tells/told/calls/called/believe/nobody/apologizes/apologises/cries/sorry/again/bleed/bled/passed/blacked/unconscious/black
            {hurts}/choked/strangled me until/till/unconscious
            checks/controls/takes/took/tracks/reads my phone/money/car/keys/location/messages/cards .. {hurts}/yells/threat*/angry/allow/let/nobody
            {parent}/{partner} .. {hurts}/stab*/shot me/us
            he/she/{partner} .. will/would/is going to kill me .. day/one/eventually/leave/find/left/finds
            {partner}/{parent}/he .. will/would ~ burn/burns/blow ~ ~ house/home/apartment/place
            burn the house .. us/me/inside
            {afraid} to death of my/him/his/her ~
            {afraid} .. of my ~ husband/wife/ex/partner/boyfriend/girlfriend
            {partner} .. {hurts}/chased/chases/grabbed/spat/kicked/pushed .. me/us
            sleeping/slept/sleep/ran/run/fled/escaped/escape/hid .. car/barefoot/shelter/neighbor/neighbors .. husband/partner/him/violent/hit/beat/kids
            bruises/bruise/marks/stitches/broken .. from/husband/him/he/boyfriend .. husband/partner/boyfriend/gave/me
            police/cops .. husband/partner/boyfriend/ex .. hit/beat/violent/violence/hits/attacked/threatened
            {partner} .. gun/knife/weapon
            {partner}/he not/never ~ let/lets/allow/allows me .. leave/see/talk/money/friends/work/family/out
            """,
            unless=f"""
            when/if/because ~ i say/said no
            love you/u
            tantrum/tantrums/meltdown/meltdowns
            at/in chess/memory/cards/game
            is a cop/policeman
            in the kitchen/army
            let me sleep/finish/rest
            buy/bought/ordered/spend/spent/forget/forgot
            gun toy/water/nerf
            knife sharpener/butter/bread
            {_STORY}
            """,
            despite="believe/husband",
        ),
        Family(
            "medical",
            """
            body/arms/legs/arm/leg/hands .. jerking/twitching/convulsing/shaking/stiffening/stiff .. not/look/respond/eyes/stop/uncontrollably/control
            whole body ~ ~ jerking/twitching/shaking/stiff/rigid
            gave/given/giving/took/taken ~ ~ ~ ~ {poison}/antidepressant/antidepressants/medicine/antibiotic/pill/dose .. instead/mistake/wrong/accident/accidentally
            gave/give/given .. instead of ~ antihistamine/antibiotic/tylenol/medicine/drops/syrup
            instead of ~ ~ antihistamine/antibiotic/paracetamol/nurofen
            {they} .. not ~ open/opening ~ ~ eyes
            can not feel/hear/see .. breathing/breath/pulse/heartbeat
            not catch ~ ~ breath
            not getting ~ air/oxygen
            turning/turned/went/gone/going/looks/is ~ purple/grey/gray
            mottled/lethargic/listless
            {they} .. fell/fallen/jumped/slipped in/into ~ pool/lake/sea/river/pond/bath/water
            week/weeks/days old .. fever/temperature/38/39/40
            fever/temperature .. week/weeks/days old
            newborn .. fever/temperature
            allergic reaction .. now/face/breath/breathing/swollen/lips/throat/swelling
            hives .. swelling/swollen/breath/breathing/vomiting
            empty/open/opened/half ~ bottle/pack/box/blister .. pills/medication/medicine/meds/tablets
            run/ran/hit/knocked ~ over/down/by .. car/truck/bus/motorcycle/bike
            skull/head ~ cracked/split/fractured
            stabbed/impaled
            blood .. pouring/gushing/spurting/everywhere
            pouring/gushing/spurting ~ blood
            swallowed/ate/drank .. poison/poisonous/toxic/chemical/chemicals/bottle/berries/dangerous
            drank from ~ bottle .. {poison}/remover/thinner/polish/cleaner
            tongue/lips/throat ~ ~ ~ swell*/swollen/puffy
            seizure .. fever/minutes/help/first/what
            {they} .. passed/passing/passes out
            heat stroke/heatstroke
            """,
            deniable=False,
            unless=f"""
            not/never ~ hit
            asleep/nap/sofa/couch/exhausted/tired/milk/laughing/drunk
            swim/swimming/lesson/lessons/fun/laughed
            toy/game/ball
            month/months old
            {_LONG_AGO}
            {_STORY}
            """,
            despite=f"""
            {_NOW}
            instead/mistake
            """,
        ),
        Family(
            "online_harm",
            """
            {stranger} .. asking/asks/asked/wants/wanted/begging ... {pics}
            {pics} ~ ~ ~ bikini/underwear/bra/shower/bathroom/bedroom/undressing/undressed/undresses
            {pics} of him/her/himself/herself/themselves ~ undressing/undressed/showering/masturbating
            {send} .. {pics} .. undress*/bikini/underwear/bra ~ ~ ~ someone/stranger/man/guy?
            {send} .. {pics} ... wants/demands/demanding/asking/asked ~ money/more/pay/bitcoin
            friend/friends/someone/guy/man/girl from ~ {net}/fortnite/game .. meet/visit/come/alone
            {net} ~ .. wants/asked/asks/asking ~ ~ to? meet/see
            keeps/kept messaging/texting/calling/contacting my/her/him ~ daughter/son/asking
            {stranger} .. messaging/messaged/texting/texts/contacting/dming/stalking my/her/him/our ~ son/daughter/kid/girl/boy?
            {net} .. fake/catfish*/pretended/pretending .. {kid}/girl/boy/age
            catfish*/doxx*/doxed
            onlyfans/webcam .. {kid}/daughter/son/she/he
            suicide/self-harm/anorexia .. {net}/videos/content/group
            challenge .. {net}/choke/choking/pass/passing
            screenshots/screenshot .. naked/nude/threat*/blackmail*
            """,
            unless=f"""
            rules/rule/taught/teach/teacher/zoom/lesson/lessons/parents
            grandma/grandpa/grandparents/cousin/cousins/therapist/kindergarten/school asked
            photographer/passport/portrait/class
            {_STORY}
            """,
        ),
        *SCENES,
        *URGENT,
    ),
)
