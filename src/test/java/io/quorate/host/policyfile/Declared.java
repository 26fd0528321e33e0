package io.quorate.host.policyfile;

import io.quorate.host.policyfile.schema.Entries;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Listed;
import io.quorate.host.policyfile.schema.Member;
import io.quorate.host.policyfile.schema.Named;
import java.util.ArrayList;
import java.util.List;

/// A declared value with the groups around it, from the outermost in.
record Declared(List<Member> around, Member value) {

    /// Every value that a policy file may have.
    static List<Declared> all() {
        List<Declared> all = new ArrayList<>();
        collect(List.of(), PolicyKeys.FILE, all);
        return all;
    }

    private static void collect(List<Member> around, Group group, List<Declared> all) {
        for (Member member : group.members()) {
            List<Member> here = new ArrayList<>(around);
            here.add(member);
            switch (member) {
                case Key<?> _, Entries<?> _ -> all.add(new Declared(around, member));
                case Group inner -> collect(here, inner, all);
                case Named named -> collect(here, named.each(), all);
                case Listed listed -> collect(here, listed.each(), all);
            }
        }
    }

    /// The dotted key, with what stands for a name that a person chooses.
    String path() {
        StringBuilder path = new StringBuilder();
        for (Member member : around) {
            path.append(member.name()).append('.');
            switch (member) {
                case Named named -> path.append(named.placeholder()).append('.');
                case Listed listed -> path.append(listed.placeholder()).append('.');
                case Key<?> _, Entries<?> _, Group _ -> {}
            }
        }
        path.append(value.name());
        return value instanceof Entries<?> entries
                ? path + "." + entries.placeholder()
                : path.toString();
    }

    String example() {
        return switch (value) {
            case Key<?> key -> key.example();
            case Entries<?> entries -> "{" + entries.example() + "}";
            case Group _, Named _, Listed _ -> throw new IllegalStateException("has no value");
        };
    }
}
