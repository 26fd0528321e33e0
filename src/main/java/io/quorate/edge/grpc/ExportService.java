package io.quorate.edge.grpc;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.core.audit.keeping.KeepingRecord.Form;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.TrailReader;
import io.quorate.edge.wire.v1.ExportBundleRequest;
import io.quorate.edge.wire.v1.ExportBundleResponse;
import io.quorate.edge.wire.v1.ExportIncidentRequest;
import io.quorate.edge.wire.v1.ExportIncidentResponse;
import io.quorate.edge.wire.v1.ExportServiceGrpc;
import io.quorate.edge.wire.v1.MakeDeployersReportRequest;
import io.quorate.edge.wire.v1.MakeDeployersReportResponse;
import io.quorate.engine.Signals;
import io.quorate.engine.bundle.Bundles;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.bundle.ListingOrder;
import io.quorate.engine.monitoring.DeployersReport;
import io.quorate.engine.monitoring.Monitoring;
import java.util.concurrent.CompletionStage;

/// Hands out bundles, incident packs and reports.
@GrpcService
final class ExportService implements BindableService {
    private final Monitoring monitoring;
    private final Exports exports;
    private final Archived<ExportBundleRequest, ExportBundleResponse> exportBundle;
    private final Archived<ExportIncidentRequest, ExportIncidentResponse> exportIncident;
    private final Unary<MakeDeployersReportRequest, MakeDeployersReportResponse> makeReport;

    ExportService(Bundles bundles, Monitoring monitoring, Exports exports, Signals signals) {
        this.monitoring = monitoring;
        this.exports = exports;
        exportBundle =
                new Archived<>(
                        ExportServiceGrpc.getExportBundleMethod(),
                        TrailReader::read,
                        bundles,
                        chunk -> ExportBundleResponse.newBuilder().setChunk(chunk).build(),
                        signals);
        exportIncident =
                new Archived<>(
                        ExportServiceGrpc.getExportIncidentMethod(),
                        TrailReader::read,
                        bundles,
                        (ByteString chunk) ->
                                ExportIncidentResponse.newBuilder().setChunk(chunk).build(),
                        signals);
        makeReport =
                new Unary<>(
                        ExportServiceGrpc.getMakeDeployersReportMethod(),
                        this::makeReport,
                        signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(
                ExportServiceGrpc.getServiceDescriptor(), exportBundle, exportIncident, makeReport);
    }

    private CompletionStage<Outcome<MakeDeployersReportResponse>> makeReport(
            MakeDeployersReportRequest request) {
        return makeReport.answer(
                TrailReader.read(request),
                (ListingOrder order) ->
                        monitoring
                                .report(order.query().range())
                                .thenCompose(found ->
                                        exports.recorded(order.as(Form.DEPLOYERS_REPORT), found))
                                .thenApply(AuditService.outcome(ExportService::message)));
    }

    private static MakeDeployersReportResponse message(DeployersReport report) {
        return MakeDeployersReportResponse.newBuilder().setText(report.text()).build();
    }
}
