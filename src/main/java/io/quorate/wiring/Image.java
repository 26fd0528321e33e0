package io.quorate.wiring;

/// Whether this code is part of a native image.
///
/// The class is initialised while the image is built, so that the builder sees a constant and
/// leaves out what lies behind it. Quarkus' own question is answered at run time and would leave it
/// in.
final class Image {
    static final boolean NATIVE = System.getProperty("org.graalvm.nativeimage.imagecode") != null;

    private Image() {}
}
