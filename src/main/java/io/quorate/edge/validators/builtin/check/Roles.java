package io.quorate.edge.validators.builtin.check;

import io.quorate.edge.validators.builtin.text.Names;
import io.quorate.edge.validators.builtin.text.Names.Name;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who does what to whom in a sentence, as far as word order tells.
///
/// Participants are names, and things with an article. What stands between one and the next is what
/// the first does, unless a preposition comes before it; the others then fill its places: the
/// object that follows at once, or the place that a preposition names. "Was beaten by" turns actor
/// and object round. So "X beat Y", "Y was beaten by X" and "X's victory over Y" agree in who acts,
/// and "Y beat X" does not.
///
/// Two sentences swap roles when one gives to somebody the place that the other gives to somebody
/// else, whom it names in another place of the same doing. Where nothing of the kind can be told,
/// nothing is.
final class Roles {
    private static final String ACTOR = "actor";
    private static final String OBJECT = "object";
    private static final Set<String> ARTICLES =
            Set.of("the", "a", "an", "his", "her", "its", "their", "our", "my", "your");
    private static final Set<String> PREPOSITIONS =
            Set.of(
                    "of", "to", "from", "against", "over", "for", "into", "onto", "in", "at",
                    "near", "on", "after", "before", "through", "behind", "under", "above",
                    "between", "during", "since", "until", "than", "by", "with", "as", "about");
    private static final Set<String> BEING =
            Set.of("is", "are", "was", "were", "be", "been", "being", "got");
    private static final Set<String> PARTING =
            Set.of(
                    "who",
                    "which",
                    "that",
                    "while",
                    "but",
                    "because",
                    "although",
                    "when",
                    "where",
                    "if",
                    "whose",
                    "whom");

    /// With them either may stand first.
    private static final Set<String> MUTUAL =
            Set.of(
                    "meet",
                    "met",
                    "marry",
                    "married",
                    "wed",
                    "face",
                    "faced",
                    "border",
                    "borders",
                    "join",
                    "joined",
                    "resemble",
                    "resembles",
                    "equal",
                    "equals",
                    "and",
                    "play",
                    "played",
                    "differ",
                    "differs",
                    "divorce",
                    "divorced");

    private static final Set<String> MUTUAL_PLACES = Set.of("with", "between", "than", "as");

    /// Somebody or something that is named.
    private record Participant(Set<Integer> concepts, int from, int to) {}

    /// One doing and who fills its places.
    private record Doing(int concept, Map<String, Set<Integer>> places) {
        void fill(String place, Set<Integer> by) {
            places.computeIfAbsent(place, _ -> new HashSet<>()).addAll(by);
        }
    }

    private final Passage passage;
    private final int to;
    private final List<Participant> participants;
    private final List<Doing> doings = new ArrayList<>();

    private Roles(Clash.Side side) {
        passage = side.passage();
        to = side.to();
        participants = participants(side);
        for (int i = 0; i < participants.size(); i++) {
            doing(i);
        }
    }

    /// The word for what two sides say of the same participants in other roles.
    static Optional<Integer> swapped(Clash.Side one, Clash.Side other) {
        List<Doing> others = new Roles(other).doings;
        for (Doing doing : new Roles(one).doings) {
            List<Doing> same =
                    others.stream().filter(each -> each.concept() == doing.concept()).toList();
            if (!same.isEmpty() && same.stream().allMatch(each -> swaps(doing, each))) {
                return Optional.of(doing.concept());
            }
        }
        return Optional.empty();
    }

    private static boolean swaps(Doing one, Doing other) {
        for (Map.Entry<String, Set<Integer>> place : one.places().entrySet()) {
            Set<Integer> there = other.places().get(place.getKey());
            if (MUTUAL_PLACES.contains(place.getKey()) || there == null) {
                continue;
            }
            boolean differ = place.getValue().stream().noneMatch(there::contains);
            if (differ && standsElsewhere(place.getValue(), place.getKey(), other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsElsewhere(Set<Integer> who, String place, Doing doing) {
        return doing.places().entrySet().stream()
                .filter(each -> !each.getKey().equals(place))
                .filter(each -> !MUTUAL_PLACES.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(there -> there.containsAll(who) || who.containsAll(there));
    }

    private static List<Participant> participants(Clash.Side side) {
        Passage passage = side.passage();
        Map<Integer, Participant> found = new HashMap<>();
        for (Name name : Names.in(passage, side.from(), side.to())) {
            Set<Integer> concepts = new HashSet<>();
            for (int i = name.from(); i < name.to(); i++) {
                if (passage.isContent(i)) {
                    concepts.add(passage.concept(i));
                }
            }
            found.put(name.from(), new Participant(concepts, name.from(), name.to()));
        }
        List<Participant> all = new ArrayList<>();
        for (int i = side.from(); i < side.to(); i++) {
            Participant named = found.get(i);
            if (named != null) {
                all.add(named);
                i = named.to() - 1;
            } else if (i > side.from()
                    && ARTICLES.contains(passage.word(i - 1))
                    && passage.isContent(i)
                    && !passage.isNumber(i)) {
                all.add(new Participant(Set.of(passage.concept(i)), i, i + 1));
            }
        }
        return all;
    }

    /// What a participant does, and to whom.
    private void doing(int index) {
        Participant subject = participants.get(index);
        int next = index + 1 < participants.size() ? participants.get(index + 1).from() : to;
        int at = subject.to();
        while (at < next && !passage.isContent(at) && !isBreak(at)) {
            at++;
        }
        if (at >= next || isBreak(at) || passage.isNumber(at) || isMutual(at)) {
            return;
        }
        boolean passive = at > subject.to() && BEING.contains(passage.word(at - 1));
        boolean by = at + 1 < to && passage.word(at + 1).equals("by");
        Doing doing = new Doing(passage.concept(at), new HashMap<>());
        doing.fill(passive || by ? OBJECT : ACTOR, subject.concepts());
        String place = OBJECT;
        int last = at;
        for (int i = index + 1; i < participants.size(); i++) {
            Participant other = participants.get(i);
            String named = place(last + 1, other.from(), place);
            if (named.isEmpty()) {
                break;
            }
            place = named;
            doing.fill(place.equals("by") && (passive || by) ? ACTOR : place, other.concepts());
            last = other.to() - 1;
        }
        doings.add(doing);
    }

    /// The place that the words before a participant name; empty where something else begins.
    private String place(int from, int until, String before) {
        String place = before;
        for (int i = from; i < until; i++) {
            if (PREPOSITIONS.contains(passage.word(i))) {
                place = passage.word(i);
            } else if (passage.isContent(i) || PARTING.contains(passage.word(i)) || isParted(i)) {
                return "";
            }
        }
        return place;
    }

    private boolean isBreak(int word) {
        return PREPOSITIONS.contains(passage.word(word))
                || PARTING.contains(passage.word(word))
                || passage.word(word).equals("and")
                || passage.word(word).equals("or")
                || isParted(word);
    }

    private boolean isMutual(int word) {
        return MUTUAL.contains(passage.word(word));
    }

    /// Whether a comma or the like stands before the word.
    private boolean isParted(int word) {
        String text = passage.text();
        for (int i = passage.end(word - 1); i < passage.start(word); i++) {
            if (",;:()".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
