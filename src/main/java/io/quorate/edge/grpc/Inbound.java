package io.quorate.edge.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quorate.engine.Refusal;
import java.io.InputStream;

/// A request as it came off the wire.
sealed interface Inbound<T> {

    record Legible<T>(T message) implements Inbound<T> {}

    record Refused<T>(Refusal refusal) implements Inbound<T> {}

    /// A marshaller that gives the refusal where the one it is made of fails.
    ///
    /// @param bytesMax the largest message, as the server is set up; it is the stream that enforces it
    record Marshaller<T>(MethodDescriptor.Marshaller<T> messages, int bytesMax)
            implements MethodDescriptor.Marshaller<Inbound<T>> {

        @Override
        public Inbound<T> parse(InputStream stream) {
            try {
                return new Legible<>(messages.parse(stream));
            } catch (StatusRuntimeException unreadable) {
                return new Refused<>(refusal(unreadable));
            }
        }

        @Override
        public InputStream stream(Inbound<T> value) {
            return switch (value) {
                case Legible<T>(T message) -> messages.stream(message);
                case Refused<T> _ ->
                        throw new UnsupportedOperationException("a server sends no requests");
            };
        }

        private Refusal refusal(StatusRuntimeException unreadable) {
            if (unreadable.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                return new Refusal.MessageTooLarge(bytesMax);
            }
            boolean text =
                    unreadable.getCause() instanceof InvalidProtocolBufferException cause
                            && String.valueOf(cause.getMessage()).contains("UTF-8");
            return new Refusal.Unreadable(
                    text ? "a text in it is not valid UTF-8" : "it is not valid Protobuf");
        }
    }
}
