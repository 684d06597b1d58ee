package io.caravan.gooddata;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The models of a workspace in a folder, in the form of GoodData's SDK: {@code
 * ldm/datasets/<id>.yaml}, {@code analytics_model/metrics/<id>.yaml} and so on, one object a file.
 */
final class LayoutFolder {

  private static final String ENDING = ".yaml";

  /** What GoodData allows, which is harmless as the name of a file. */
  private static final Pattern ID = Pattern.compile("(?!\\.)[.A-Za-z0-9_-]{1,255}");

  private final Path folder;

  LayoutFolder(Path folder) {
    this.folder = folder;
  }

  /** What a write did, in paths below the folder. */
  record Written(List<String> added, List<String> changed, List<String> removed) {}

  /** Reads all of it. A folder that is not there is an error, and never an empty model. */
  Model read() {
    if (!Files.isDirectory(folder)) {
      throw CaravanException.of(ErrorCode.E315, "There is no folder with a model")
          .where(folder.toString())
          .why("a load from nowhere would empty the workspace")
          .fix("Correct gooddata.layout", "./caravan gooddata store")
          .build();
    }
    return new Model(side(Model.LDM), side(Model.ANALYTICS));
  }

  private Map<String, List<Object>> side(String side) {
    Map<String, List<Object>> kinds = new TreeMap<>();
    for (Path kind : children(folder.resolve(side))) {
      if (Files.isDirectory(kind)) {
        List<Object> objects = new ArrayList<>();
        for (Path file : children(kind)) {
          if (file.toString().endsWith(ENDING)) {
            objects.add(object(file));
          }
        }
        kinds.put(Model.kind(kind.getFileName().toString()), objects);
      }
    }
    return kinds;
  }

  private Map<String, Object> object(Path file) {
    Object content;
    try {
      content =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
    } catch (YamlEngineException e) {
      throw unreadable(file, e.getMessage());
    } catch (IOException e) {
      throw unreadable(file, e.toString());
    }
    String id = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    if (!id.equals(Tree.text(content, "id"))) {
      throw unreadable(file, "its id is " + Tree.text(content, "id") + ", and not " + id);
    }
    return Tree.map(content);
  }

  private static CaravanException unreadable(Path file, String why) {
    return CaravanException.of(ErrorCode.E314, "A file of the layout cannot be used")
        .where(file.toString())
        .why(why)
        .fix("Correct the file, or take it from the workspace: ./caravan gooddata store")
        .build();
  }

  /** Makes the folder equal to the model: files of objects that are gone are removed. */
  Written write(Model model) {
    Written written = new Written(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    TreeSet<String> wanted = new TreeSet<>();
    try {
      for (Map.Entry<String, Map<String, Object>> object : model.objects().entrySet()) {
        checkId(object.getKey(), Tree.text(object.getValue(), "id"));
        String name = object.getKey() + ENDING;
        wanted.add(name);
        write(folder.resolve(name), name, YamlText.of(object.getValue()), written);
      }
      for (String side : List.of(Model.LDM, Model.ANALYTICS)) {
        removeOthers(side, wanted, written);
      }
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E804, "The layout cannot be written")
          .where(folder.toString())
          .why(e.toString())
          .fix("Check who owns the folder")
          .cause(e)
          .build();
    }
    return written;
  }

  private static void checkId(String path, String id) {
    if (id == null || !ID.matcher(id).matches()) {
      throw CaravanException.of(ErrorCode.E206, "An object of the model has no usable id")
          .where(path)
          .fix("Look at the object in GoodData")
          .build();
    }
  }

  private static void write(Path file, String name, String text, Written written)
      throws IOException {
    boolean there = Files.isRegularFile(file);
    if (there && Files.readString(file).equals(text)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    (there ? written.changed() : written.added()).add(name);
  }

  private void removeOthers(String side, TreeSet<String> wanted, Written written)
      throws IOException {
    for (Path kind : children(folder.resolve(side))) {
      for (Path file : children(kind)) {
        String name = side + "/" + kind.getFileName() + "/" + file.getFileName();
        if (name.endsWith(ENDING) && !wanted.contains(name)) {
          Files.delete(file);
          written.removed().add(name);
        }
      }
    }
  }

  private static List<Path> children(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw unreadable(parent, e.toString());
    }
  }
}
