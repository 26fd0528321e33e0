package io.quorate.host.policyfile;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.host.policyfile.schema.Entries;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Listed;
import io.quorate.host.policyfile.schema.Member;
import io.quorate.host.policyfile.schema.Named;
import java.util.List;
import java.util.SortedMap;

/// Writes the reference page from the declared keys; defaults are those of a pool about which
/// nothing was said.
final class ReferencePage {
    private static final String INTRODUCTION =
            """
            # The keys of a policy

            <!-- Generated from the declared keys; see DeclaredPagesTest. -->

            A policy is one YAML file. It takes effect within a second after it changes; with a mistake in
            it, the old policy stays in force and every mistake is named with its line. The smallest useful
            file:

            ```yaml
            consensus:
              agent_pools:
                facts:
                  agents: [alice, bob, carol, dave]
            ```

            Times are written like `500ms`, `2s`, `15m`, `24h` or `30d`; shares and thresholds are exact
            decimals. Secrets never stand in a policy: a key that ends in `_env` names the environment
            variable that holds one. YAML's aliases, merge keys and tags are not used; what pools share goes
            under `consensus.pool_defaults`. For editors there is a JSON Schema, `policy.schema.json`.
            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);
    private final SortedMap<String, String> defaults;

    private ReferencePage() {
        AgentPolicy agent = AgentPolicy.of(new AgentId("agent"), AgentPolicy.UNDECLARED);
        defaults = Policy.of(PoolPolicy.of(new PoolId("pool"), List.of(agent))).outline();
    }

    static String markdown() {
        ReferencePage page = new ReferencePage();
        page.group("", PolicyKeys.FILE);
        return page.page.toString();
    }

    private void group(String path, Group group) {
        List<Member> values =
                group.members().stream()
                        .filter(member -> member instanceof Key<?> || member instanceof Entries<?>)
                        .toList();
        if (!values.isEmpty()) {
            page.append("\n| key | meaning | values | default | example |\n");
            page.append("|---|---|---|---|---|\n");
            values.forEach(value -> row(path, value));
        }
        group.members().forEach(member -> section(path, member));
    }

    private void section(String path, Member member) {
        switch (member) {
            case Key<?> _, Entries<?> _ -> {}
            case Group group when group.name().equals("pool_defaults") -> heading(path, group);
            case Group group -> {
                heading(path, group);
                group(path + group.name() + ".", group);
            }
            case Named named -> {
                heading(path, named);
                String each = path + named.name() + "." + named.placeholder();
                page.append("\n## `").append(each).append("`\n");
                group(each + ".", named.each());
            }
            case Listed listed -> {
                heading(path, listed);
                String each = path + listed.name() + "." + listed.placeholder() + ".";
                group(each, listed.each());
            }
        }
    }

    private void heading(String path, Member member) {
        page.append("\n## `").append(path).append(member.name()).append("`\n\n");
        page.append(member.meaning()).append('\n');
    }

    private void row(String path, Member value) {
        switch (value) {
            case Key<?> key ->
                    row(
                            key.name(),
                            key.meaning(),
                            key.kind().range(),
                            usual(path, key),
                            key.example());
            case Entries<?> entries ->
                    row(
                            entries.name() + "." + entries.placeholder(),
                            entries.meaning(),
                            entries.each().range(),
                            "none",
                            entries.example());
            case Group _, Named _, Listed _ -> throw new IllegalStateException("is no value");
        }
    }

    private void row(String key, String meaning, String values, String usual, String example) {
        page.append(
                "| `%s` | %s | %s | %s | `%s` |\n".formatted(key, meaning, values, usual, example));
    }

    private String usual(String path, Key<?> key) {
        if (key.presence() == Key.Presence.REQUIRED) {
            return "required";
        }
        String place = (path + key.name()).replace("<pool>", "pool").replace("<agent>", "agent");
        return key.otherwise()
                .orElseGet(() ->
                        defaults.containsKey(place) ? "`" + defaults.get(place) + "`" : "not set");
    }
}
