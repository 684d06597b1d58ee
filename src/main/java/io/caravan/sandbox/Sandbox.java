package io.caravan.sandbox;

import io.caravan.sandbox.enderturing.EnderTuring;
import io.caravan.sandbox.github.GitHub;
import io.caravan.sandbox.gooddata.GoodData;
import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.LoopbackServer;
import io.caravan.sandbox.hubspot.HubSpot;
import io.caravan.sandbox.pipedrive.Pipedrive;
import io.caravan.sandbox.wrike.Wrike;
import io.caravan.sandbox.xero.Xero;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The server that stands in for the vendors, on 127.0.0.1 only. It forgets everything when it ends:
 * Pipedrive starts empty, the others with the same records every time.
 *
 * <p>Pipedrive lives at the root: {@link #address()} is both the host of its logins and the {@code
 * api_domain} of its calls. The other vendors live beside it, at paths it does not have or does not
 * get; HubSpot's login page is {@code /hubspot/oauth/authorize}, Ender Turing's interface is {@code
 * /enderturing/api/v1}, GitHub's {@code /github}, GoodData's {@code /gooddata/api/v1}.
 */
public final class Sandbox implements AutoCloseable {

  /** Where the sandbox itself is asked and ordered. */
  static final String CONTROLS = "/sandbox/";

  private final LoopbackServer server;
  private final PipedriveSandbox pipedrive;
  private final WrikeSandbox wrike;
  private final XeroSandbox xero;
  private final HubSpotSandbox hubspot;
  private final EnderTuringSandbox enderTuring;
  private final GitHubSandbox github;
  private final GoodDataSandbox gooddata;

  private Sandbox(LoopbackServer server) {
    this.server = server;
    Pipedrive company = new Pipedrive(server.address().toString());
    this.pipedrive = new PipedriveSandbox(company, server.address());
    Wrike tasks = new Wrike(server.address().getAuthority());
    this.wrike = new WrikeSandbox(tasks);
    HubSpot account = new HubSpot();
    this.hubspot = new HubSpotSandbox(account);
    EnderTuring sessions = new EnderTuring();
    this.enderTuring = new EnderTuringSandbox(sessions);
    GitHub code = new GitHub(server.address().toString());
    this.github = new GitHubSandbox(code);
    GoodData analytics = new GoodData(server.address().toString());
    this.gooddata = new GoodDataSandbox(analytics);
    Xero organisations = new Xero();
    this.xero = new XeroSandbox(organisations);
    // Before Pipedrive, which takes every other login address and every other path below /api.
    server.mount(tasks);
    server.mount(sessions);
    server.mount(code);
    server.mount(analytics);
    server.mount(account);
    server.mount(company);
    server.mount(organisations);
    // Before the orders to Pipedrive, whose paths begin the same way.
    server.mount(WrikeControls.of(wrike));
    server.mount(EnderTuringControls.of(enderTuring));
    server.mount(GitHubControls.of(github));
    server.mount(XeroControls.of(xero));
    server.mount(HubSpotControls.of(hubspot));
    server.mount(PipedriveControls.of(pipedrive));
  }

  /** Starts the sandbox on this port, 0 for any free one. */
  public static Sandbox start(int port) {
    LoopbackServer server = new LoopbackServer(port);
    Sandbox sandbox = new Sandbox(server);
    server.start();
    return sandbox;
  }

  /**
   * Runs the sandbox as a process of its own until it is stopped or the process that started it
   * ends. The only argument is the port. Prints {@code ready http://127.0.0.1:PORT} once it
   * answers.
   */
  public static void main(String[] args) {
    if (args.length > 1 || (args.length == 1 && !args[0].matches("\\d{1,5}"))) {
      System.err.println("usage: Sandbox [port]");
      System.exit(64);
    }
    // Asked for before anybody is told that it is ready: an orphan would take its next parent for
    // the one that started it.
    CompletableFuture<?> end =
        ProcessHandle.current()
            .parent()
            .<CompletableFuture<?>>map(ProcessHandle::onExit)
            .orElseGet(CompletableFuture::new);
    try (Sandbox sandbox = start(args.length == 0 ? 0 : Integer.parseInt(args[0]))) {
      System.out.println("ready " + sandbox.address());
      end.join();
    }
  }

  /** Where it answers, without a slash at the end. */
  public URI address() {
    return server.address();
  }

  /** The state of the Pipedrive stand-in and its faults. */
  public PipedriveSandbox pipedrive() {
    return pipedrive;
  }

  /** The state of the Wrike stand-in and its faults; it begins with records in it. */
  public WrikeSandbox wrike() {
    return wrike;
  }

  /** The state of the Xero stand-in and its faults. */
  public XeroSandbox xero() {
    return xero;
  }

  /** The state of the HubSpot stand-in and its faults; it begins with records in it. */
  public HubSpotSandbox hubspot() {
    return hubspot;
  }

  /** The state of the Ender Turing stand-in and its faults; it begins with records in it. */
  public EnderTuringSandbox enderTuring() {
    return enderTuring;
  }

  /** The state of the GitHub stand-in and its faults; it begins with one user and three gists. */
  public GitHubSandbox github() {
    return github;
  }

  /** The state of the GoodData stand-in and its faults; it begins with an empty organisation. */
  public GoodDataSandbox gooddata() {
    return gooddata;
  }

  /**
   * Lets someone hear every request to a vendor with its answer, on the thread that serves it and
   * before the answer is sent.
   */
  public void onExchange(Consumer<Exchange> listener) {
    server.onExchange(
        exchange -> {
          if (!exchange.request().path().startsWith(Sandbox.CONTROLS)) {
            listener.accept(exchange);
          }
        });
  }

  @Override
  public void close() {
    server.close();
    gooddata.close();
  }
}
