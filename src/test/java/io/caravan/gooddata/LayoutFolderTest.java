package io.caravan.gooddata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in files: one object each, always written the same way. */
class LayoutFolderTest {

  @TempDir private Path folder;

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void theFilesOfThisProjectAreWhatAWriteWouldMakeOfThem() throws IOException {
    new LayoutFolder(folder).write(ModelFiles.whole());

    assertThat(texts(folder)).isEqualTo(texts(ModelFiles.FOLDER));
  }

  @Test
  void aSecondWriteTouchesNoFileAndAnObjectThatIsGoneTakesItsFileAlong() throws IOException {
    LayoutFolder layout = new LayoutFolder(folder);
    layout.write(ModelFiles.whole());

    assertThat(layout.write(ModelFiles.whole()))
        .isEqualTo(new LayoutFolder.Written(List.of(), List.of(), List.of()));
    assertThat(layout.write(ModelFiles.without("visualizationObjects", "commits_by_month")))
        .isEqualTo(
            new LayoutFolder.Written(
                List.of(),
                List.of(),
                List.of("analytics_model/visualization_objects/commits_by_month.yaml")));
    assertThat(layout.read().of("visualizationObjects")).hasSize(4);
  }

  @Test
  void everyTextComesBackAsItWas() throws IOException {
    Map<String, Object> odd = new TreeMap<>();
    odd.put("id", "odd");
    odd.put("title", "yes");
    odd.put(
        "texts",
        List.of(
            "null",
            "12",
            "1e5",
            "2024-01-01",
            "a: b",
            "- x",
            "it's",
            "#,##0",
            "a\nb\tc",
            "",
            " x ",
            "äöü €",
            "%t",
            "{x}",
            "12:30"));
    odd.put("values", java.util.Arrays.asList(null, true, 1, 2.5, List.of(), Map.of()));
    odd.put("deep", List.of(List.of("a", List.of("b")), Map.of("k", List.of(Map.of("z", 1)))));
    Model model =
        new Model(Map.of("datasets", List.of(odd)), Map.of("dashboardPlugins", List.of(odd)));

    new LayoutFolder(folder).write(model);

    assertThat(new LayoutFolder(folder).read().objects()).isEqualTo(model.objects());
    assertThat(folder.resolve("analytics_model/dashboard_plugins/odd.yaml")).exists();
  }

  @Test
  void aFolderThatIsNotThereIsNoEmptyModel() {
    assertThatThrownBy(() -> new LayoutFolder(folder.resolve("nowhere")).read())
        .hasMessageContaining("E315")
        .hasMessageContaining("would empty the workspace");
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aFileWhoseNameIsNotItsIdIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("ldm/datasets"));
    Files.writeString(folder.resolve("ldm/datasets/users.yaml"), "id: people\n");

    assertThatThrownBy(() -> new LayoutFolder(folder).read())
        .hasMessageContaining("E314")
        .hasMessageContaining("its id is people");
  }

  @Test
  void anIdThatWouldLeaveTheFolderIsNotWritten() {
    Model model = new Model(Map.of("datasets", List.of(Map.of("id", "../../etc/x"))), Map.of());

    assertThatThrownBy(() -> new LayoutFolder(folder).write(model))
        .hasMessageContaining("no usable id");
    assertThat(folder.resolve("ldm")).doesNotExist();
  }
}
