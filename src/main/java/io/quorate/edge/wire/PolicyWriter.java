package io.quorate.edge.wire;

import io.quorate.core.audit.policy.PolicyRecord;
import io.quorate.core.policy.PolicyDifference;
import io.quorate.core.policy.PolicyDifference.Change;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.edge.wire.v1.CheckPolicyResponse;
import io.quorate.edge.wire.v1.EffectiveSetting;
import io.quorate.edge.wire.v1.GetPolicyResponse;
import io.quorate.edge.wire.v1.ListPolicyChangesResponse;
import io.quorate.edge.wire.v1.PolicyChange;
import io.quorate.edge.wire.v1.PolicyOccasion;
import io.quorate.edge.wire.v1.PolicyProblem;
import io.quorate.edge.wire.v1.RejectedPolicy;
import io.quorate.engine.policy.Policies.Described;
import io.quorate.engine.policy.Policies.Page;
import io.quorate.engine.policy.PolicyBook.InForce;
import java.util.List;

/// Writes policies, their history and what is wrong with them.
public final class PolicyWriter {
    private PolicyWriter() {}

    public static GetPolicyResponse inForce(InForce inForce) {
        GetPolicyResponse.Builder response =
                GetPolicyResponse.newBuilder()
                        .setPolicyDigest(Words.write(inForce.digest()))
                        .setEffectiveAt(Moments.write(inForce.since()))
                        .setInForce(true)
                        .setText(inForce.loaded().text());
        add(response, inForce.loaded());
        inForce.rejection()
                .ifPresent(rejection ->
                        response.setRejected(
                                RejectedPolicy.newBuilder()
                                        .setRejectedAt(Moments.write(rejection.at()))
                                        .addAllProblems(problems(rejection.problems()))));
        return response.build();
    }

    public static GetPolicyResponse described(Described policy) {
        GetPolicyResponse.Builder response =
                GetPolicyResponse.newBuilder()
                        .setPolicyDigest(Words.write(policy.digest()))
                        .setEffectiveAt(Moments.write(policy.at()))
                        .setText(policy.text());
        switch (policy.reading()) {
            case PolicyReading.Loaded loaded -> add(response, loaded);
            case PolicyReading.Refused(var problems) -> response.addAllProblems(problems(problems));
        }
        return response.build();
    }

    private static void add(GetPolicyResponse.Builder response, PolicyReading.Loaded loaded) {
        loaded.effective()
                .forEach(value ->
                        response.addSettings(
                                EffectiveSetting.newBuilder()
                                        .setPath(value.path())
                                        .setValue(value.value())
                                        .setOrigin(value.origin().toString())));
        response.addAllWarnings(problems(loaded.warnings()));
        response.addAllUnenforcedPolicyKeys(loaded.policy().unenforced());
    }

    public static ListPolicyChangesResponse page(Page page) {
        return ListPolicyChangesResponse.newBuilder()
                .addAllChanges(page.changes().stream().map(PolicyWriter::change).toList())
                .setNextPageToken(page.next().orElse(""))
                .build();
    }

    private static PolicyChange change(PolicyRecord record) {
        PolicyChange.Builder change =
                PolicyChange.newBuilder()
                        .setOrigin(record.origin().value())
                        .setEffectiveAt(Moments.write(record.at()))
                        .setOccasion(
                                switch (record.occasion()) {
                                    case START -> PolicyOccasion.POLICY_OCCASION_START;
                                    case RELOAD -> PolicyOccasion.POLICY_OCCASION_RELOAD;
                                })
                        .setPolicyDigest(Words.write(record.digest()))
                        .addAllDifferences(record.changes())
                        .setFurtherDifferences(record.further())
                        .setPoliciesPassed(record.passed());
        record.previous().ifPresent(before -> change.setPreviousPolicyDigest(Words.write(before)));
        return change.build();
    }

    /// @param inForce what a candidate would replace
    public static CheckPolicyResponse checked(PolicyReading reading, InForce inForce) {
        return switch (reading) {
            case PolicyReading.Refused(var problems) ->
                    CheckPolicyResponse.newBuilder().addAllProblems(problems(problems)).build();
            case PolicyReading.Loaded loaded ->
                    CheckPolicyResponse.newBuilder()
                            .addAllWarnings(problems(loaded.warnings()))
                            .setPolicyDigest(Words.write(loaded.policy().digest()))
                            .addAllDifferences(
                                    PolicyDifference.between(
                                                    inForce.loaded().policy(), loaded.policy())
                                            .changes()
                                            .stream()
                                            .map(Change::sentence)
                                            .toList())
                            .build();
        };
    }

    private static List<PolicyProblem> problems(List<LocatedProblem> problems) {
        return problems.stream()
                .map(problem ->
                        PolicyProblem.newBuilder()
                                .setFile(problem.file())
                                .setLine(problem.line())
                                .setColumn(problem.column())
                                .setPath(problem.problem().path())
                                .setReason(problem.problem().reason())
                                .setRemedy(problem.problem().remedy())
                                .build())
                .toList();
    }
}
