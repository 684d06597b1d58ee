package io.caravan.cli.check;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port of the server. */
public final class ServerPort {

  private ServerPort() {}

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Fails when somebody has the port. Camel would start without a server and say nothing. */
  public static void requireFree(int port) {
    if (!isFree(port)) {
      throw CaravanException.of(ErrorCode.E803, "Port " + port + " of this machine is taken")
          .where("http.port")
          .why("another program listens there, perhaps another ./caravan serve")
          .fix("HTTP_PORT=" + (port + 1) + " ./caravan serve", "See who has it: ss -ltnp")
          .build();
    }
  }
}
