package io.quorate.edge.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A method as the contract declares it, with what happens when it is called.
interface Method<Q, A> {
    MethodDescriptor<Q, A> contract();

    ServerCallHandler<Inbound<Q>, A> called();

    /// The service under its name in the contract, visible to reflection as declared.
    ///
    /// @param methods every method that is declared, once
    static ServerServiceDefinition service(ServiceDescriptor declared, Method<?, ?>... methods) {
        List<Serving<?, ?>> serving =
                List.of(methods).stream().<Serving<?, ?>>map(Serving::of).toList();
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(declared.getName())
                        .setSchemaDescriptor(declared.getSchemaDescriptor());
        serving.forEach(each -> descriptor.addMethod(each.descriptor()));
        ServiceDescriptor described = descriptor.build();
        if (!names(described).equals(names(declared))) {
            throw new IllegalStateException(
                    declared.getName()
                            + " declares "
                            + names(declared)
                            + ", served are "
                            + names(described));
        }
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(described);
        serving.forEach(each -> each.addTo(service));
        return service.build();
    }

    private static Set<String> names(ServiceDescriptor service) {
        return service.getMethods().stream()
                .map(MethodDescriptor::getFullMethodName)
                .collect(Collectors.toSet());
    }

    /// A method whose request is read as [Inbound].
    record Serving<Q, A>(
            MethodDescriptor<Inbound<Q>, A> descriptor, ServerCallHandler<Inbound<Q>, A> called) {

        static <Q, A> Serving<Q, A> of(Method<Q, A> method) {
            MethodDescriptor<Q, A> contract = method.contract();
            return new Serving<>(
                    contract.toBuilder(
                                    new Inbound.Marshaller<>(
                                            contract.getRequestMarshaller(),
                                            Unary.MESSAGE_BYTES_MAX),
                                    contract.getResponseMarshaller())
                            .build(),
                    method.called());
        }

        void addTo(ServerServiceDefinition.Builder service) {
            service.addMethod(descriptor, called);
        }
    }
}
