package io.quorate.host.policyfile.yaml;

import io.quorate.core.policy.PolicyPath;
import io.quorate.host.policyfile.yaml.YamlNode.Entry;
import io.quorate.host.policyfile.yaml.YamlNode.Mapping;
import io.quorate.host.policyfile.yaml.YamlNode.Scalar;
import io.quorate.host.policyfile.yaml.YamlNode.Sequence;
import io.quorate.host.policyfile.yaml.YamlNode.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/// Reads one YAML document from SnakeYAML's events.
///
/// A syntax error or too deep a nesting ends the reading; anything else that is refused is noted
/// and read over, so that all of it is told at once.
public final class YamlReader {
    /// The most that is read; a policy of a thousand agents has a quarter of it.
    public static final int BYTES_MAX = 1 << 20;

    private static final int DEPTH_MAX = 32;
    private static final int PROBLEMS_MAX = 1_000;

    private final Parser events;
    private final List<YamlProblem> problems = new ArrayList<>();

    private YamlReader(String text) {
        events = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    public static YamlResult read(byte[] bytes) {
        return switch (YamlText.of(bytes)) {
            case YamlText.NotText(YamlProblem problem) -> new YamlResult.Broken(List.of(problem));
            case YamlText.Text(String text) -> new YamlReader(text).read();
        };
    }

    private YamlResult read() {
        YamlNode root = missing(Position.START);
        try {
            root = document();
        } catch (MarkedYAMLException e) {
            problems.add(syntax(e));
        } catch (Enough _) {
            root = missing(Position.START);
        }
        problems.sort(Comparator.comparing(YamlProblem::at));
        return problems.isEmpty() ? new YamlResult.Tree(root) : new YamlResult.Broken(problems);
    }

    private YamlNode document() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return missing(Position.START);
        }
        events.getEvent();
        YamlNode root = node("", 1);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            note(
                    events.peekEvent(),
                    "",
                    "a second document begins here",
                    "a policy is one document; remove it, or the --- before it");
        }
        return root;
    }

    private YamlNode node(String path, int depth) {
        Event event = events.getEvent();
        Position at = position(event.getStartMark());
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(scalar.getTag(), event, path);
                yield new Scalar(
                        scalar.getValue(), scalar.isPlain() ? Style.PLAIN : Style.QUOTED, at);
            }
            case AliasEvent alias -> {
                note(
                        event,
                        path,
                        "is the alias *" + alias.getAnchor(),
                        "write the value out; what pools share goes under consensus.pool_defaults");
                yield missing(at);
            }
            case SequenceStartEvent start -> {
                refuseTag(start.getTag(), event, path);
                refuseDepth(event, path, depth);
                yield sequence(at, path, depth);
            }
            case MappingStartEvent start -> {
                refuseTag(start.getTag(), event, path);
                refuseDepth(event, path, depth);
                yield mapping(at, path, depth);
            }
            default -> throw new IllegalStateException("no value begins with " + event);
        };
    }

    private Sequence sequence(Position at, String path, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(path + "[" + (items.size() + 1) + "]", depth + 1));
        }
        events.getEvent();
        return new Sequence(items, at);
    }

    private Mapping mapping(Position at, String path, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = events.peekEvent();
            Optional<String> key = key(node(path, depth + 1));
            String below = PolicyPath.join(path, key.map(PolicyPath::segment).orElse(""));
            if (key.isEmpty()) {
                note(keyEvent, path, "has a key that is no word", "keys are words");
            }
            YamlNode value = node(below, depth + 1);
            Position keyAt = position(keyEvent.getStartMark());
            key.map(name -> entries.putIfAbsent(name, new Entry(name, keyAt, value)))
                    .ifPresent(first ->
                            note(
                                    keyEvent,
                                    below,
                                    "is given twice, first on line " + first.at().line(),
                                    "keep one of the two"));
        }
        events.getEvent();
        return new Mapping(List.copyOf(entries.values()), at);
    }

    private static Optional<String> key(YamlNode node) {
        return node instanceof Scalar key && !key.isMissing()
                ? Optional.of(key.text())
                : Optional.empty();
    }

    private void refuseDepth(Event event, String path, int depth) {
        if (depth > DEPTH_MAX) {
            note(
                    event,
                    path,
                    "is nested more than " + DEPTH_MAX + " deep",
                    "nothing in a policy is");
            throw new Enough();
        }
    }

    /// Ends the reading. SnakeYAML's scanner takes time that grows with the square of the depth,
    /// and nobody reads on after so many problems.
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void refuseTag(String tag, Event event, String path) {
        if (tag != null) {
            String written = tag.replace(Tag.PREFIX, "!!");
            note(event, path, "has the tag " + written, "remove it; a setting's kind is known");
        }
    }

    private void note(Event event, String path, String reason, String remedy) {
        problems.add(new YamlProblem(position(event.getStartMark()), path, reason, remedy));
        if (problems.size() == PROBLEMS_MAX) {
            throw new Enough();
        }
    }

    private static YamlProblem syntax(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        Position at = e.getProblemMark() == null ? Position.START : position(e.getProblemMark());
        if (String.valueOf(e.getProblem()).contains("(TAB)")) {
            return new YamlProblem(
                    at, "", "a tab stands here", "indent with spaces; YAML allows no tabs there");
        }
        return new YamlProblem(
                at,
                "",
                "is no YAML: " + context + e.getProblem(),
                "correct it here or just above; indent with spaces, close quotes and brackets");
    }

    private static Scalar missing(Position at) {
        return new Scalar("", Style.PLAIN, at);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
