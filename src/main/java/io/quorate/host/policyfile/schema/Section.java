package io.quorate.host.policyfile.schema;

import io.quorate.core.policy.InvalidPolicy;
import io.quorate.core.policy.PolicyPath;
import io.quorate.core.policy.PolicyProblem;
import io.quorate.host.policyfile.schema.Kind.Reading;
import io.quorate.host.policyfile.yaml.Position;
import io.quorate.host.policyfile.yaml.YamlNode;
import io.quorate.host.policyfile.yaml.YamlNode.Entry;
import io.quorate.host.policyfile.yaml.YamlNode.Mapping;
import io.quorate.host.policyfile.yaml.YamlNode.Scalar;
import io.quorate.host.policyfile.yaml.YamlNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One group of keys as it was written, or as it would be if it had been.
///
/// A value that it does not give is taken from the section behind it, if there is one.
public final class Section {
    private static final int SHOWN_MAX = 5;

    private final Findings findings;
    private final String path;
    private final Optional<Mapping> written;
    private final Optional<Section> behind;

    private Section(
            Findings findings, String path, Optional<Mapping> written, Optional<Section> behind) {
        this.findings = findings;
        this.path = path;
        this.written = written;
        this.behind = behind;
    }

    /// The whole file.
    public static Section file(Findings findings, Group group, YamlNode root) {
        return of(findings, group, "", root, Optional.empty());
    }

    private static Section of(
            Findings findings, Group group, String path, YamlNode node, Optional<Section> behind) {
        if (!(node instanceof Mapping mapping)) {
            findings.problem(node.at(), path, "is " + node.words(), remedy(node, group));
            return new Section(findings, path, Optional.empty(), behind);
        }
        for (Entry entry : mapping.entries()) {
            if (group.member(entry.key()).isEmpty()) {
                findings.problem(
                        entry.at(),
                        PolicyPath.join(path, PolicyPath.segment(entry.key())),
                        "is not a known key",
                        unknown(entry.key(), group));
            }
        }
        return new Section(findings, path, Optional.of(mapping), behind);
    }

    private static String remedy(YamlNode node, Group group) {
        if (node instanceof Scalar scalar && scalar.isMissing()) {
            return "give it keys, or write {} to leave everything at its default";
        }
        List<String> names = group.names();
        return names.size() <= SHOWN_MAX
                ? "must be a group of keys: " + String.join(", ", names)
                : "must be a group of keys, like " + String.join(", ", names.subList(0, SHOWN_MAX));
    }

    private static String unknown(String key, Group group) {
        return Nearest.to(key, group.names())
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "known here: " + String.join(", ", group.names()));
    }

    /// Whether anything of it was written.
    public boolean isWritten() {
        return written.isPresent();
    }

    public String path() {
        return path;
    }

    public String path(Member member) {
        return PolicyPath.join(path, member.name());
    }

    /// Whether a key was given here itself.
    public boolean gives(Member member) {
        return here(member.name()).isPresent();
    }

    /// Those of some keys that are given here or, when none is, behind.
    public List<Key<?>> given(List<Key<?>> keys) {
        List<Key<?>> here = keys.stream().filter(this::gives).toList();
        return here.isEmpty() && behind.isPresent() ? behind.get().given(keys) : here;
    }

    /// Where a key stands, here or behind.
    public Optional<Position> place(Member member) {
        return entry(member).map(Entry::at);
    }

    /// The value of a key; empty when it is not given, or not well.
    public <T> Optional<T> get(Key<T> key) {
        return entry(key).flatMap(entry -> read(key.kind(), entry, path(key), source(key)));
    }

    public <T> T get(Key<T> key, T otherwise) {
        return get(key).orElse(otherwise);
    }

    /// The value of a key that has no default.
    public <T> Optional<T> require(Key<T> key) {
        if (entry(key).isEmpty() && isWritten()) {
            problem(key, "is missing", "must be " + key.kind().range() + ", like " + key.example());
        }
        return get(key);
    }

    private <T> Optional<T> read(Kind<T> kind, Entry entry, String path, String source) {
        return switch (kind.read(entry.value())) {
            case Reading.Good<T>(T value) -> {
                findings.value(path, entry.at());
                yield Optional.of(value);
            }
            case Reading.Bad<T>(List<Kind.Flaw> flaws) -> {
                flaws.forEach(
                        flaw -> findings.problem(flaw.at(), source, flaw.reason(), flaw.remedy()));
                yield Optional.empty();
            }
        };
    }

    /// A group within this one.
    public Section in(Group group) {
        Optional<Section> further = behind.map(section -> section.in(group));
        Optional<Entry> entry = here(group.name());
        entry.ifPresent(found -> findings.place(path(group), found.at()));
        return entry.map(found -> of(findings, group, path(group), found.value(), further))
                .orElseGet(() -> new Section(findings, path(group), Optional.empty(), further));
    }

    /// The groups that people named, by name.
    public Map<String, Section> each(Named named, Optional<Section> behindEach) {
        Map<String, Section> sections = new LinkedHashMap<>();
        for (Entry entry : mapping(named)) {
            String below = PolicyPath.join(path(named), PolicyPath.segment(entry.key()));
            findings.place(below, entry.at());
            sections.put(entry.key(), of(findings, named.each(), below, entry.value(), behindEach));
        }
        return sections;
    }

    /// The values that people named, by name.
    public <T> SortedMap<String, T> all(Entries<T> entries) {
        SortedMap<String, T> values = new TreeMap<>();
        for (Entry entry : mapping(entries)) {
            String segment = PolicyPath.segment(entry.key());
            read(
                            entries.each(),
                            entry,
                            PolicyPath.join(path(entries), segment),
                            PolicyPath.join(source(entries), segment))
                    .ifPresent(value -> values.put(entry.key(), value));
        }
        return values;
    }

    private List<Entry> mapping(Member member) {
        Optional<Entry> entry = entry(member);
        if (entry.isEmpty()) {
            return List.of();
        }
        return switch (entry.get().value()) {
            case Mapping mapping -> mapping.entries();
            case YamlNode other -> {
                findings.problem(
                        other.at(),
                        source(member),
                        "is " + other.words(),
                        "must be names, each with what belongs to it, or {}");
                yield List.of();
            }
        };
    }

    /// The items of a list; empty when there is no list.
    public Optional<List<YamlNode>> items(Listed listed) {
        return entry(listed)
                .flatMap(entry -> {
                    findings.value(path(listed), entry.at());
                    if (entry.value() instanceof Sequence sequence) {
                        return Optional.of(sequence.items());
                    }
                    findings.problem(
                            entry.value().at(),
                            source(listed),
                            "is " + entry.value().words(),
                            "must be a list, each item on a line that begins with -");
                    return Optional.empty();
                });
    }

    /// An item of a list as a section of its own, under a path of its own.
    public Section item(Listed listed, YamlNode item, String segment) {
        String below = PolicyPath.join(path(listed), segment);
        findings.place(below, item.at());
        YamlNode node =
                item instanceof Scalar scalar && !scalar.isMissing() && listed.brief().isPresent()
                        ? brief(scalar, listed.brief().get())
                        : item;
        return of(findings, listed.each(), below, node, Optional.empty());
    }

    private static Mapping brief(Scalar scalar, Key<?> key) {
        return new Mapping(List.of(new Entry(key.name(), scalar.at(), scalar)), scalar.at());
    }

    /// Builds a value, and turns what its constructor refuses into problems with a place.
    public <T> Optional<T> build(Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (InvalidPolicy invalid) {
            invalid.problems()
                    .forEach(problem ->
                            findings.problem(
                                    new PolicyProblem(
                                            PolicyPath.join(path, problem.path()),
                                            problem.reason(),
                                            problem.remedy())));
            return Optional.empty();
        }
    }

    public void problem(Member member, String reason, String remedy) {
        place(member).ifPresent(at -> findings.place(path(member), at));
        findings.problem(new PolicyProblem(path(member), reason, remedy));
    }

    /// A problem of one item of a list.
    public void problem(Listed listed, YamlNode item, String reason, String remedy) {
        findings.problem(item.at(), path(listed), reason, remedy);
    }

    /// A problem of the section as a whole.
    public void problem(String reason, String remedy) {
        findings.problem(new PolicyProblem(path, reason, remedy));
    }

    public void warning(Member member, String reason, String remedy) {
        place(member).ifPresent(at -> findings.place(path(member), at));
        findings.warning(path(member), reason, remedy);
    }

    /// Says what was made of a key's value under another key.
    public void reading(Member of, Member as, String words) {
        place(of).ifPresent(at -> findings.reading(path(as), at, words));
    }

    private Optional<Entry> here(String key) {
        return written.flatMap(mapping -> mapping.entry(key));
    }

    private Optional<Entry> entry(Member member) {
        return here(member.name()).or(() -> behind.flatMap(b -> b.entry(member)));
    }

    /// The path of the section that gives a key.
    private String source(Member member) {
        return gives(member) || behind.isEmpty() ? path(member) : behind.get().source(member);
    }
}
