package io.quorate.core.audit.decision;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.Members;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.Chance;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.ErrorModel;
import io.quorate.core.protocol.Findings.SkippedPool;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.PoolOutcome.Counterfactual;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// How a decision looks in JSON: whole, or split into head and detail.
final class DecisionShape {
    /// The version of the schema, in every record as `v`.
    static final long VERSION = 1;

    static final String KIND = "decision";
    static final String DETAIL_KIND = "decision_detail";

    static final Shape<Outcome> OUTCOME =
            Shape.of(
                    Outcome.class,
                    outcome ->
                            outcome.text("verdict", o -> o.verdict().name())
                                    .textIfPresent("choice", o -> value(o.choice()))
                                    .text("reason", o -> o.reason().name()));

    private static final Shape<Counterfactual> COUNTERFACTUAL =
            Shape.of(
                    Counterfactual.class,
                    counterfactual ->
                            counterfactual
                                    .text("change", Counterfactual::change)
                                    .object("outcome", Counterfactual::outcome, OUTCOME));

    private static final Shape<Chance> CHANCE =
            Shape.of(
                    Chance.class,
                    chance ->
                            chance.real("least", Chance::least)
                                    .real("likely", Chance::likely)
                                    .real("most", Chance::most));

    private static final Shape<ErrorModel> ERROR_MODEL =
            Shape.of(
                    ErrorModel.class,
                    model ->
                            model.object("right", ErrorModel::right, CHANCE)
                                    .object("wrong", ErrorModel::wrong, CHANCE)
                                    .object("undecided", ErrorModel::undecided, CHANCE)
                                    .object("all_wrong", ErrorModel::allWrong, CHANCE)
                                    .real("correlation", ErrorModel::correlation));

    private static final Shape<PoolOutcome> POOL =
            Shape.of(
                    PoolOutcome.class,
                    pool ->
                            pool.text("pool", p -> p.pool().value())
                                    .flag("required", PoolOutcome::required)
                                    .object("outcome", PoolOutcome::outcome, OUTCOME)
                                    .text("explanation", PoolOutcome::explanation)
                                    .objects("rounds", PoolOutcome::rounds, RoundShape.ROUND)
                                    .textIfPresent("leaning", p -> value(p.leaning()))
                                    .realIfPresent(
                                            "consensus_confidence", p -> boxed(p.confidence()))
                                    .realIfPresent("agreement_level", p -> boxed(p.agreement()))
                                    .objects(
                                            "counterfactuals",
                                            PoolOutcome::counterfactuals,
                                            COUNTERFACTUAL)
                                    .objectIfPresent(
                                            "error_model", PoolOutcome::errorModel, ERROR_MODEL));

    private static final Shape<SkippedPool> SKIPPED =
            Shape.of(
                    SkippedPool.class,
                    skipped ->
                            skipped.text("pool", s -> s.pool().value())
                                    .texts("missing", s -> s.missing().stream().sorted().toList()));

    static final Shape<DecisionRecord> WHOLE =
            Shape.of(
                    DecisionRecord.class,
                    record -> {
                        head(record, Function.identity());
                        body(record);
                    });

    static final Shape<DecisionRecord> DETAIL =
            Shape.of(
                    DecisionRecord.class,
                    record -> {
                        record.whole("v", _ -> VERSION)
                                .constant("kind", DETAIL_KIND)
                                .text("decision_id", r -> r.id().value());
                        body(record);
                    });

    static final Shape<Split> SPLIT =
            Shape.of(
                    Split.class,
                    split -> {
                        head(split, Split::record);
                        split.text("detail_digest", s -> s.detail().hex())
                                .whole("detail_bytes", Split::detailBytes)
                                .whole("votes", Split::votes);
                    });

    /// A record that is too much for one leaf.
    ///
    /// @param detail digest of the rest
    /// @param votes how many votes the rest holds
    record Split(DecisionRecord record, Digest detail, int detailBytes, int votes) {}

    private DecisionShape() {}

    private static <T> void head(Members<T> members, Function<T, DecisionRecord> of) {
        members.whole("v", _ -> VERSION)
                .constant("kind", KIND)
                .text("decision_id", r -> of.apply(r).id().value())
                .text("origin", r -> of.apply(r).origin().value())
                .whole("sequence_number", r -> of.apply(r).sequence())
                .textIfPresent("service", r -> nonEmpty(of.apply(r).service()))
                .text("request_id", r -> of.apply(r).request().value())
                .time("received_at", r -> of.apply(r).receivedAt())
                .time("decided_at", r -> of.apply(r).decidedAt())
                .textIfPresent("risk_tag", r -> of.apply(r).riskTag().map(Enum::name))
                .text("policy_digest", r -> of.apply(r).policy().hex())
                .object("outcome", r -> of.apply(r).findings().outcome(), OUTCOME)
                .text("durability", r -> of.apply(r).durability().name())
                .textIfPresent("cached_from", r -> of.apply(r).cachedFrom().map(DecisionId::value));
    }

    private static void body(Members<DecisionRecord> members) {
        members.json("commitments", r -> texts(r.commitments(), Digest::hex))
                .texts("choices", r -> r.choices().stream().map(Choice::value).toList())
                .json("tags", r -> texts(r.tags(), Function.identity()))
                .texts("unenforced_policy_keys", DecisionRecord::unenforced)
                .text("explanation", r -> r.findings().explanation())
                .objects("pools", r -> r.findings().pools(), POOL)
                .objects("skipped_pools", r -> r.findings().skipped(), SKIPPED);
    }

    private static <V> Json texts(SortedMap<String, V> map, Function<V, String> text) {
        SortedMap<String, Json> members = new TreeMap<>();
        map.forEach((key, value) -> members.put(key, Json.of(text.apply(value))));
        return new Json.Members(members);
    }

    static Optional<String> value(Optional<Choice> choice) {
        return choice.map(Choice::value);
    }

    static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }
}
