package io.quorate.host.policyfile;

import io.quorate.core.policy.PolicyPath;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.host.policyfile.schema.Entries;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Listed;
import io.quorate.host.policyfile.schema.Section;
import io.quorate.host.policyfile.yaml.YamlNode;
import io.quorate.host.policyfile.yaml.YamlNode.Mapping;
import io.quorate.host.policyfile.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The whole of a file of canaries.
final class CanaryKeys {
    private static final int TEXT_MAX = 200_000;
    private static final int TITLE_MAX = 1_000;

    private static final Key<CanaryId> ID =
            Key.of("id", Kinds.id(CanaryId::new), "eiffel-1889", "Its name, once in the file.")
                    .required();
    private static final Key<String> QUESTION =
            Key.of("question", Kinds.text(TEXT_MAX), "When was it opened?", "What was asked.");
    private static final Key<String> ANSWER =
            Key.of(
                    "answer",
                    Kinds.text(TEXT_MAX),
                    "In 1889.",
                    "One answer, to be accepted or rejected; or else candidates.");
    private static final Entries<String> CANDIDATES =
            new Entries<>(
                    "candidates",
                    "Several answers, each under an id of its own.",
                    "<candidate>",
                    Kinds.text(TEXT_MAX),
                    "a: In 1889.");
    private static final Key<String> CONTEXT =
            Key.of(
                    "context",
                    Kinds.text(TEXT_MAX),
                    "About Paris.",
                    "What else the agents should know.");
    private static final Key<String> SOURCE_ID =
            Key.of("id", Kinds.id(id -> id), "s1", "Its name, by which it is quoted.").required();
    private static final Key<String> TITLE =
            Key.of("title", Kinds.text(TITLE_MAX), "History", "What it is called.");
    private static final Key<String> TEXT =
            Key.of("text", Kinds.text(TEXT_MAX), "The tower was opened in 1889.", "What it says.");
    private static final Listed SOURCES =
            new Listed(
                    "sources",
                    "The texts that the answer may rest on.",
                    "<source>",
                    Group.of("source", "One source.", SOURCE_ID, TITLE, TEXT),
                    Optional.empty());
    private static final Key<Choice> RIGHT =
            Key.of(
                            "right",
                            Kinds.id(Choice::new),
                            "ACCEPT",
                            "The right answer: ACCEPT or REJECT, or a candidate's id or NONE.")
                    .required();
    private static final Key<List<PoolId>> POOLS =
            Key.of(
                            "pools",
                            Kinds.listOf(Kinds.id(PoolId::new)),
                            "[facts]",
                            "The pools that it is for.")
                    .otherwise("every pool that names the file");
    private static final Listed LIST =
            new Listed(
                    "canaries",
                    "Submissions with a known answer.",
                    "<canary>",
                    Group.of(
                            "canary",
                            "One canary.",
                            ID,
                            QUESTION,
                            ANSWER,
                            CANDIDATES,
                            CONTEXT,
                            SOURCES,
                            RIGHT,
                            POOLS),
                    Optional.empty());

    static final Group FILE = Group.of("", "A file of canaries.", LIST);

    private CanaryKeys() {}

    /// A canary as it stands in a file.
    ///
    /// @param pools that it is for; empty for all that name the file
    record Filed(Canary canary, List<PoolId> pools) {
        boolean isFor(PoolId pool) {
            return pools.isEmpty() || pools.contains(pool);
        }
    }

    static List<Filed> read(Section file, Set<PoolId> pools) {
        if (file.isWritten() && !file.gives(LIST)) {
            file.problem("has no canaries", "must be a list under the key canaries");
        }
        List<Filed> canaries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<YamlNode> items = file.items(LIST).orElse(List.of());
        for (int i = 0; i < items.size(); i++) {
            String name = name(items.get(i)).orElse(Integer.toString(i + 1));
            if (seen.add(name)) {
                canary(file.item(LIST, items.get(i), PolicyPath.segment(name)), pools)
                        .ifPresent(canaries::add);
            } else {
                file.problem(
                        LIST,
                        items.get(i),
                        "has a second canary " + name,
                        "give this one an id of its own");
            }
        }
        return canaries;
    }

    private static Optional<String> name(YamlNode item) {
        return item instanceof Mapping mapping
                        && mapping.entry(ID.name()).map(YamlNode.Entry::value).orElse(null)
                                instanceof Scalar id
                        && !id.isMissing()
                ? Optional.of(id.text())
                : Optional.empty();
    }

    private static Optional<Filed> canary(Section in, Set<PoolId> known) {
        Optional<CanaryId> id = in.require(ID);
        Optional<Submission> submission = submission(in);
        Optional<Choice> right = in.require(RIGHT);
        List<PoolId> pools = in.get(POOLS, List.of());
        for (PoolId pool : pools) {
            if (!known.contains(pool)) {
                in.problem(
                        POOLS, "names " + pool + ", which is no pool", "the policy has " + known);
            }
        }
        if (submission.isEmpty() || right.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        List<Choice> choices = submission.get().choices();
        if (!choices.contains(right.get())) {
            in.problem(
                    RIGHT,
                    "is " + right.get() + ", which is none of the choices",
                    "must be one of "
                            + choices.stream()
                                    .map(Choice::value)
                                    .collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        return Optional.of(new Filed(new Canary(id.get(), submission.get(), right.get()), pools));
    }

    private static Optional<Submission> submission(Section in) {
        Optional<String> answer = in.get(ANSWER);
        Map<String, String> candidates = in.all(CANDIDATES);
        String question = in.get(QUESTION, "");
        String context = in.get(CONTEXT, "");
        List<Source> sources = sources(in);
        if (!in.isWritten()) {
            return Optional.empty();
        }
        if (in.gives(ANSWER) == in.gives(CANDIDATES)) {
            in.problem("must have either an answer or candidates", "give one of the two");
            return Optional.empty();
        }
        Optional<Matter> matter =
                in.gives(ANSWER) ? answer.map(Matter.Answer::new) : matter(in, candidates);
        return matter.map(each ->
                new Submission(
                        each,
                        question,
                        sources,
                        context,
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>()));
    }

    private static Optional<Matter> matter(Section in, Map<String, String> candidates) {
        List<Matter.Candidate> all = new ArrayList<>();
        for (Map.Entry<String, String> candidate : candidates.entrySet()) {
            String id = candidate.getKey();
            if (Choice.isReserved(id) || Identifier.problem(id).isPresent()) {
                in.problem(CANDIDATES, "has the id " + id, "no candidate can be called so");
            } else {
                all.add(new Matter.Candidate(new Choice(id), candidate.getValue()));
            }
        }
        if (candidates.isEmpty()) {
            in.problem(CANDIDATES, "has no candidate", "must have at least one");
        }
        return all.isEmpty() || all.size() < candidates.size()
                ? Optional.empty()
                : Optional.of(new Matter.Candidates(all));
    }

    private static List<Source> sources(Section in) {
        List<Source> sources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<YamlNode> items = in.items(SOURCES).orElse(List.of());
        for (int i = 0; i < items.size(); i++) {
            Section source = in.item(SOURCES, items.get(i), Integer.toString(i + 1));
            Optional<String> id = source.require(SOURCE_ID);
            String title = source.get(TITLE, "");
            String text = source.get(TEXT, "");
            if (id.isPresent() && !seen.add(id.get())) {
                in.problem(
                        SOURCES,
                        items.get(i),
                        "has a second source " + id.get(),
                        "give this one an id of its own");
            } else {
                id.ifPresent(name -> sources.add(new Source(name, title, text)));
            }
        }
        return sources;
    }
}
