package io.quorate.edge.validators.builtin.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What is known about single words of English: which carry no content, which deny, which mean the
/// same and which the opposite.
///
/// The lists are short on purpose. They hold what questions and answers about documents use all the
/// time; a word that is on none of them is compared by its stem alone.
final class Lexicon {
    static final Set<String> FUNCTION =
            words(
                    """
                    a an the this that these those some any each every such same own
                    i me my mine we us our ours you your yours he him his she her hers it its they them
                    their theirs one ones who whom whose which what when where why how whether
                    is are was were be been being am do does did done doing have has had having
                    will would shall should can could may might must s t d ll re ve
                    of in on at by for with from to into onto upon about as than over under between among
                    during through throughout within without per via also too so very just only even both
                    either and or but nor if then else while because since until unless although though
                    however therefore thus hence there here now not no yes out up off again more most
                    mr mrs ms dr sir etc eg ie called named known well commonly really
                    """);

    static final Set<String> NEGATION =
            words(
                    """
                    not no never none neither nor nobody nothing nowhere without cannot cant dont doesnt
                    didnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt
                    unable fail failed fails failing refuse refused lack lacks lacked lacking hardly
                    denied denies deny false untrue incorrect
                    """);

    /// Each line: words that stand for one another in most answers.
    private static final String SAME =
            """
            found founded establish established start started launch launched begin began begun create created commence commenced inception
            make made produce produced manufacture manufactured build built construct constructed
            film movie picture
            write wrote written author authored writer pen penned novelist
            bear born birth birthplace native
            die died dead death passed dies
            locate located situate situated base based headquarter headquartered headquarters lie lies
            big large huge
            largest biggest greatest
            small little tiny
            car automobile vehicle
            kill killed murder murdered slay slain
            buy bought purchase purchased acquire acquired
            sell sold
            win won winner victory champion triumphed
            lose lost
            beat beaten defeat defeated
            lead led head headed leader
            begin beginning
            finish finished complete completed
            end ended
            show series programme program
            firm company corporation business
            street road avenue
            physician doctor
            song track single
            wed married wife husband spouse marry
            child children son daughter kid kids
            mother father parent parents
            actor actress
            rise rose risen increase increased grow grew grown climbed
            fall fell fallen decrease decreased decline declined drop dropped
            get got receive received obtain obtained
            give gave given
            play played plays star starred appear appeared portray portrayed
            direct directed director
            sing sang sung singer
            teach taught teacher
            country nation
            job occupation profession career
            pupil student
            kid youngster
            location place site
            city town
            people inhabitants residents population
            us usa america american states
            uk britain british
            england english
            france french
            germany german
            italy italian
            spain spanish
            russia russian
            china chinese
            japan japanese
            india indian
            canada canadian
            australia australian
            brazil brazilian
            mexico mexican
            ireland irish
            scotland scottish
            wales welsh
            sweden swedish
            norway norwegian
            denmark danish
            finland finnish
            poland polish
            netherlands dutch
            greece greek
            turkey turkish
            portugal portuguese
            switzerland swiss
            austria austrian
            hungary hungarian
            slovenia slovenian
            belgium belgian
            argentina argentine argentinian
            israel israeli
            egypt egyptian
            korea korean
            korean koreans
            africa african
            europe european
            asia asian
            annual annually yearly
            help helped assist assisted
            need needed require required
            allow allowed permit permitted
            forbid forbidden prohibit prohibited ban banned
            speak spoke spoken
            see saw seen
            fast quick rapid quickly
            end conclusion
            price cost costs
            scientist researcher
            use used utilise utilize
            open opened opening inaugurate inaugurated
            close closed shut closing
            publish published release released issue issued
            ship vessel
            illness disease
            drug medicine medication
            employ employed hire hired
            staff employees employee workers worker
            total overall
            yearly
            """;

    /// Each line: two words of which one denies the other when the rest stays the same.
    private static final String OPPOSITE =
            """
            increase decrease
            rise fall
            more fewer
            more less
            most least
            higher lower
            high low
            larger smaller
            largest smallest
            large small
            longest shortest
            long short
            older younger
            oldest youngest
            old new
            first last
            before after
            earlier later
            early late
            north south
            east west
            northern southern
            eastern western
            win lose
            buy sell
            open close
            accept reject
            allow forbid
            legal illegal
            possible impossible
            safe unsafe
            safe dangerous
            true false
            male female
            alive dead
            hot cold
            left right
            public private
            always never
            all none
            success failure
            succeed fail
            include exclude
            import export
            married unmarried
            active inactive
            positive negative
            above below
            maximum minimum
            approve reject
            pass fail
            begin end
            start finish
            fast slow
            full empty
            inside outside
            upper lower
            present absent
            voluntary mandatory
            optional mandatory
            optional required
            gain loss
            profit loss
            strong weak
            deep shallow
            ancient modern
            cause prevent
            """;

    private static final Map<String, String> CONCEPTS = concepts();
    private static final Set<String> OPPOSITES = opposites();

    private Lexicon() {}

    /// What a normalised word stands for.
    static String concept(String word) {
        String known = CONCEPTS.get(word);
        if (known != null) {
            return known;
        }
        String stem = Stem.of(word);
        return CONCEPTS.getOrDefault(stem, stem);
    }

    static boolean areOpposite(String one, String other) {
        return OPPOSITES.contains(one + ' ' + other);
    }

    private static Set<String> words(String text) {
        return Set.copyOf(new HashSet<>(Arrays.asList(text.strip().split("\\s+", -1))));
    }

    /// A word on several lines keeps the first, so that the lists never flow into one another.
    private static Map<String, String> concepts() {
        Map<String, String> concepts = new HashMap<>();
        SAME.lines()
                .forEach(line -> {
                    String[] words = line.split(" ", -1);
                    String concept = concepts.getOrDefault(words[0], words[0]);
                    for (String word : words) {
                        concepts.putIfAbsent(word, concept);
                        concepts.putIfAbsent(Stem.of(word), concept);
                    }
                });
        return Map.copyOf(concepts);
    }

    private static Set<String> opposites() {
        Set<String> pairs = new HashSet<>();
        OPPOSITE.lines()
                .forEach(line -> {
                    String[] words = line.split(" ", -1);
                    String one = concept(words[0]);
                    String other = concept(words[1]);
                    if (!one.equals(other)) {
                        pairs.add(one + ' ' + other);
                        pairs.add(other + ' ' + one);
                    }
                });
        return Set.copyOf(pairs);
    }
}
