package io.caravan.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between driver and server. On demand it lets a COMMIT through to the server and cuts the
 * connection before the answer.
 */
final class CuttingRelay implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger commitsToCut = new AtomicInteger();
  private final AtomicBoolean cut = new AtomicBoolean();
  private final String host;
  private final int port;

  CuttingRelay(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts at the commit after so many others; 1 is the next. */
  void cutCommit(int number) {
    commitsToCut.set(number);
  }

  boolean hasCut() {
    return cut.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(host, port);
        AtomicBoolean silent = new AtomicBoolean();
        start(() -> pump(client, server, silent, true));
        start(() -> pump(server, client, silent, false));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void pump(Socket from, Socket to, AtomicBoolean silent, boolean fromClient) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[1 << 16];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        if (fromClient
            && new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains("COMMIT")
            && commitsToCut.decrementAndGet() == 0) {
          silent.set(true);
        }
        if (!fromClient && silent.get()) {
          cut.set(true);
          return;
        }
        out.write(bytes, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // The other direction has closed both sockets.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
