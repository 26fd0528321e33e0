package io.quorate.host.store.reputation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.detection.Response;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Lesson;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Episodes as the bytes of one row.
final class Episodes {
    private static final byte[] BEGIN = "{\"episodes\":[".getBytes(UTF_8);
    private static final byte[] END = "]}".getBytes(UTF_8);

    private Episodes() {}

    /// One episode after the other: thousands of them as one tree of values would be the largest
    /// thing in the memory of a busy sidecar, every second.
    static byte[] bytes(List<Episode> episodes) {
        CanonicalJson json = new CanonicalJson();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(BEGIN);
        for (int i = 0; i < episodes.size(); i++) {
            if (i > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(json.write(json(episodes.get(i))));
        }
        bytes.writeBytes(END);
        return bytes.toByteArray();
    }

    static List<Episode> episodes(byte[] bytes) {
        return Fields.of(JsonReader.read(bytes)).objects("episodes").stream()
                .map(Episodes::episode)
                .toList();
    }

    private static Json json(Episode episode) {
        Map<String, Json> members = new TreeMap<>();
        members.put("decision", Json.of(episode.decision().value()));
        members.put("at", Json.of(episode.at().toString()));
        members.put(
                "responses", Json.of(episode.responses().stream().map(Episodes::json).toList()));
        episode.lesson().ifPresent(lesson -> members.put("lesson", json(lesson)));
        return Json.of(members);
    }

    private static Episode episode(Fields episode) {
        DecisionId decision = new DecisionId(episode.text("decision"));
        return new Episode(
                decision,
                Instant.parse(episode.text("at")),
                episode.objectIfPresent("lesson").map(lesson -> lesson(decision, lesson)),
                episode.objects("responses").stream().map(Episodes::response).toList());
    }

    private static Json json(Response response) {
        Json agent = Json.of(response.agent().value());
        Json micros = Json.of(response.time().truncatedTo(ChronoUnit.MICROS).toNanos() / 1_000);
        return switch (response) {
            case Response.Answered _ -> Json.of(Map.of("agent", agent, "micros", micros));
            case Response.Missed _ -> Json.of(Map.of("agent", agent, "missed_micros", micros));
        };
    }

    private static Response response(Fields response) {
        AgentId agent = new AgentId(response.text("agent"));
        var answered = response.wholeIfPresent("micros");
        return answered.isPresent()
                ? new Response.Answered(agent, Duration.of(answered.getAsLong(), ChronoUnit.MICROS))
                : new Response.Missed(
                        agent, Duration.of(response.whole("missed_micros"), ChronoUnit.MICROS));
    }

    private static Json json(Lesson lesson) {
        Map<String, Json> members = new TreeMap<>();
        List<Choice> choices = lesson.choices();
        members.put(
                "choices",
                Json.of(choices.stream().map(choice -> Json.of(choice.value())).toList()));
        members.put(
                "ballots",
                Json.of(lesson.ballots().stream().map(ballot -> json(ballot, choices)).toList()));
        if (lesson instanceof Lesson.Label label) {
            members.put("right", Json.of(label.right().value()));
            members.put("source", Json.of(label.source().name()));
        }
        return Json.of(members);
    }

    private static Json json(Ballot ballot, List<Choice> choices) {
        Map<String, Json> members = new TreeMap<>();
        members.put("agent", Json.of(ballot.agent().value()));
        members.put("choice", Json.of((long) choices.indexOf(ballot.choice())));
        ballot.confidence().ifPresent(stated -> members.put("confidence", Json.of(stated)));
        return Json.of(members);
    }

    private static Lesson lesson(DecisionId decision, Fields lesson) {
        List<Choice> choices = lesson.texts("choices").stream().map(Choice::new).toList();
        List<Ballot> ballots =
                lesson.objects("ballots").stream().map(ballot -> ballot(ballot, choices)).toList();
        Optional<String> right = lesson.textIfPresent("right");
        return right.isEmpty()
                ? new Lesson.Votes(decision, choices, ballots)
                : new Lesson.Label(
                        decision,
                        choices,
                        ballots,
                        new Choice(right.get()),
                        Lesson.Source.valueOf(lesson.text("source")));
    }

    private static Ballot ballot(Fields ballot, List<Choice> choices) {
        return new Ballot(
                new AgentId(ballot.text("agent")),
                choices.get(Math.toIntExact(ballot.whole("choice"))),
                ballot.realIfPresent("confidence"));
    }
}
