package io.caravan.error;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Writes log lines without secrets. It works on the finished line, stack trace included, so there
 * is no way past it.
 */
public final class CleanEncoder extends PatternLayoutEncoder {

  @Override
  public byte[] encode(ILoggingEvent event) {
    Charset charset = getCharset() == null ? StandardCharsets.UTF_8 : getCharset();
    return Redactor.clean(getLayout().doLayout(event)).getBytes(charset);
  }
}
