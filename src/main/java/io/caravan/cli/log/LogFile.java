package io.caravan.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.FileAppender;
import io.caravan.error.CleanEncoder;
import java.nio.file.Path;

/** One log file, each line with its time, level, thread and logger, and without secrets. */
final class LogFile {

  private LogFile() {}

  static FileAppender<ILoggingEvent> open(Context context, Path path) {
    CleanEncoder encoder = new CleanEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger - %msg%n");
    encoder.start();
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setContext(context);
    file.setName(path.toString());
    file.setFile(path.toString());
    file.setEncoder(encoder);
    file.start();
    return file;
  }
}
