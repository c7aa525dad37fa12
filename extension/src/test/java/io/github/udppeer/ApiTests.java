package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A change of the API is a change of {@code golden/api.txt}, which somebody reviews.
 *
 * <p>The API is what a user can reach of the packages that the module exports to everybody: public
 * types, and what is public in them; what is protected, where a user can write a class that
 * inherits it; and what public types inherit from hidden ones. Of a member it is the name, the
 * types, the modifiers, the checked exceptions, the nullness, the value of a constant and the
 * default of an annotation's element. Names of parameters and what a method does are not in the
 * file, nor what comes from the JDK or from a library.
 */
class ApiTests {

  @Test
  void theApiIsTheReviewedOne() throws IOException, URISyntaxException {
    Path main =
        Path.of(DatagramPeer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Golden.verifyExactly("api", PublicApi.ofModule(main).text());
  }

  @Test
  void whatAnApiCanHaveIsWrittenAsInJava() {
    Golden.verifyExactly("api-oddities", new PublicApi(withNested(OddApi.class)).text());
  }

  @Test
  void whatNoUserReachesIsLeftOut() {
    assertThat(new PublicApi(withNested(OddApi.class)).text())
        .doesNotContainIgnoringCase("unreachable")
        .doesNotContain("HiddenShape");
  }

  @Test
  void theOrderInWhichTypesAreFoundDoesNotMatter() {
    List<Class<?>> types = withNested(OddApi.class);
    String text = new PublicApi(types).text();
    Collections.reverse(types);
    assertThat(new PublicApi(types).text()).isEqualTo(text);
  }

  private static List<Class<?>> withNested(Class<?> type) {
    List<Class<?>> types = new ArrayList<>(List.of(type));
    Arrays.stream(type.getDeclaredClasses()).forEach(each -> types.addAll(withNested(each)));
    return types;
  }
}
