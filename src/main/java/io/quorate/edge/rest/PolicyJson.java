package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.core.audit.policy.PolicyLeaf;
import io.quorate.core.policy.PolicyDifference;
import io.quorate.core.policy.reading.EffectiveValue;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.engine.policy.Policies;
import io.quorate.engine.policy.PolicyBook.InForce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Policies, their history and what is wrong with them, as JSON. A change is the record's own
/// bytes.
final class PolicyJson {
    private PolicyJson() {}

    static byte[] inForce(InForce inForce) {
        return JsonObject.of(json -> {
            json.writeStringField("policy_digest", inForce.digest().hex());
            json.writeStringField("effective_at", inForce.since().toString());
            json.writeBooleanField("in_force", true);
            reading(json, inForce.loaded());
            if (inForce.rejection().isPresent()) {
                json.writeObjectFieldStart("rejected");
                json.writeStringField("rejected_at", inForce.rejection().get().at().toString());
                problems(json, "problems", inForce.rejection().get().problems());
                json.writeEndObject();
            }
            json.writeStringField("text", inForce.loaded().text());
        });
    }

    static byte[] described(Policies.Described policy) {
        return JsonObject.of(json -> {
            json.writeStringField("policy_digest", policy.digest().hex());
            json.writeStringField("effective_at", policy.at().toString());
            json.writeBooleanField("in_force", false);
            switch (policy.reading()) {
                case PolicyReading.Loaded loaded -> reading(json, loaded);
                case PolicyReading.Refused(var problems) -> problems(json, "problems", problems);
            }
            json.writeStringField("text", policy.text());
        });
    }

    private static void reading(JsonGenerator json, PolicyReading.Loaded loaded)
            throws IOException {
        json.writeArrayFieldStart("settings");
        for (EffectiveValue value : loaded.effective()) {
            json.writeStartObject();
            json.writeStringField("path", value.path());
            json.writeStringField("value", value.value());
            json.writeStringField("origin", value.origin().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        problems(json, "warnings", loaded.warnings());
        texts(json, "unenforced_policy_keys", loaded.policy().unenforced());
    }

    static byte[] page(Policies.Page page) {
        return JsonObject.of(json -> {
            json.writeArrayFieldStart("changes");
            for (var change : page.changes()) {
                json.writeRawValue(new String(PolicyLeaf.of(change), StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            if (page.next().isPresent()) {
                json.writeStringField("next_page_token", page.next().get());
            }
        });
    }

    static byte[] checked(PolicyReading reading, InForce inForce) {
        return JsonObject.of(json -> {
            switch (reading) {
                case PolicyReading.Refused(var problems) -> problems(json, "problems", problems);
                case PolicyReading.Loaded loaded -> {
                    problems(json, "problems", List.of());
                    problems(json, "warnings", loaded.warnings());
                    json.writeStringField("policy_digest", loaded.policy().digest().hex());
                    texts(
                            json,
                            "differences",
                            PolicyDifference.between(inForce.loaded().policy(), loaded.policy())
                                    .changes()
                                    .stream()
                                    .map(PolicyDifference.Change::sentence)
                                    .toList());
                }
            }
        });
    }

    private static void problems(JsonGenerator json, String name, List<LocatedProblem> problems)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (LocatedProblem problem : problems) {
            json.writeStartObject();
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeNumberField("column", problem.column());
            json.writeStringField("path", problem.problem().path());
            json.writeStringField("reason", problem.problem().reason());
            json.writeStringField("remedy", problem.problem().remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
