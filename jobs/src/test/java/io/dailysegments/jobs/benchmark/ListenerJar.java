package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The listener as a jar, for {@code --jars} of the launcher. */
final class ListenerJar {

  private static final List<Class<?>> CLASSES =
      List.of(StageMeter.class, StageCost.class, MeterFigures.class, ProcessMemory.class);

  private ListenerJar() {}

  static void write(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> one : CLASSES) {
        String name = one.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (InputStream bytes = one.getResourceAsStream("/" + name)) {
          bytes.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }
}
