package io.caravan.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL's programs run: they refuse to run as root.
 *
 * <p>An ordinary user runs them as they are. Root tries, in this order:
 *
 * <ol>
 *   <li>the owner of the cluster, when that is not root: whoever made it can go on using it;
 *   <li>{@code unshare -U}: a user namespace in which root is nobody, while the files stay root's;
 *   <li>the users {@code postgres} and {@code nobody} through {@code setpriv} or {@code runuser}.
 *       Containers that forbid user namespaces allow this; the cluster then belongs to that user.
 * </ol>
 *
 * @param prefix what stands before each command
 * @param uid to whom the cluster belongs
 * @param gid its group
 */
record ServerAccount(List<String> prefix, int uid, int gid) {

  private static final int ROOT = 0;

  /** The first account that can run the programs and enter the folder. */
  static ServerAccount find(Path home, Path data, Binaries binaries) throws IOException {
    UnixSystem me = new UnixSystem();
    int uid = Math.toIntExact(me.getUid());
    if (uid != ROOT) {
      return new ServerAccount(List.of(), uid, Math.toIntExact(me.getGid()));
    }
    return rootsChoice(data).stream()
        .filter(account -> account.works(home, binaries))
        .findFirst()
        .orElseThrow(() -> noAccount(home));
  }

  /** Hands a file or folder over to the account, when it belongs to another. */
  void own(Path path) throws IOException {
    if (owner(path) != uid) {
      Folders.give(path, uid, gid);
    }
  }

  private static List<ServerAccount> rootsChoice(Path data) throws IOException {
    if (Files.isDirectory(data) && owner(data) != ROOT) {
      int gid = (int) Files.getAttribute(data, "unix:gid");
      return as(owner(data), gid, Files.getOwner(data).getName());
    }
    List<ServerAccount> choice = new ArrayList<>();
    choice.add(new ServerAccount(List.of("unshare", "-U", "--"), ROOT, ROOT));
    for (String user : List.of("postgres", "nobody")) {
      int uid = number(data.getParent(), "-u", user);
      if (uid > ROOT) {
        choice.addAll(as(uid, number(data.getParent(), "-g", user), user));
      }
    }
    return choice;
  }

  private static List<ServerAccount> as(int uid, int gid, String name) {
    List<String> setpriv =
        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--");
    List<String> runuser = List.of("runuser", "-u", name, "--");
    return List.of(new ServerAccount(setpriv, uid, gid), new ServerAccount(runuser, uid, gid));
  }

  private boolean works(Path home, Binaries binaries) {
    // The shell's cd proves that the account may enter the folder.
    List<String> probe =
        List.of(
            "sh",
            "-c",
            "test $(id -u) -ne 0 && cd \"$1\" && \"$0\" --version",
            binaries.program("postgres"),
            home.toString());
    try {
      return Program.run(Path.of("/"), prefix, probe).succeeded();
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  /** What {@code id} says of a user; -1 when there is none of that name. */
  private static int number(Path folder, String kind, String user) {
    try {
      Program.Outcome outcome = Program.run(folder, List.of(), List.of("id", kind, user));
      return outcome.succeeded() ? Integer.parseInt(outcome.output()) : -1;
    } catch (IOException notInstalled) {
      return -1;
    }
  }

  private static CaravanException noAccount(Path home) {
    return CaravanException.of(
            ErrorCode.E804, "Cannot run the embedded PostgreSQL for the user root")
        .where(home.toString())
        .why(
            "PostgreSQL refuses to run as root; neither a user namespace (unshare -U) nor one of the"
                + " users postgres and nobody (setpriv, runuser) could run it in this folder")
        .fix(
            "Run Caravan as an ordinary user",
            "Or set caravan.data-dir to a folder that every user may enter",
            "Or set DATABASE_URL in .env to a PostgreSQL server of your own")
        .build();
  }
}
