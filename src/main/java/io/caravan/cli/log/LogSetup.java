package io.caravan.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.caravan.error.CleanEncoder;
import java.util.List;

/**
 * Log lines for people, on stderr: stdout belongs to the data a command prints. Found by logback
 * through {@code META-INF/services}; in Java because reading an XML file costs a start 0.2 s. A
 * file on the class path, such as that of the tests, wins all the same.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static final List<String> FILES = List.of("/logback-test.xml", "/logback.xml");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (FILES.stream().anyMatch(file -> LogSetup.class.getResource(file) != null)) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put("pipeline", PipelineOfLine::new);
    CleanEncoder encoder = new CleanEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss} %-5level [%pipeline] %logger - %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setName("stderr");
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(stderr);
    // It warns of each error of a server that is thrown to us as well, with the values of rows.
    context.getLogger("org.mariadb.jdbc").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
