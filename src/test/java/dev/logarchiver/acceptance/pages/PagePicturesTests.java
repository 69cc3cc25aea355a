package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures in the documentation are of the pages as they are now.
 */
class PagePicturesTests {

	@ParameterizedTest
	@ValueSource(strings = { "overview.png", "log.png", "log-dark.png" })
	void thePictureIsOfThisPage(String name) throws IOException {
		Path picture = Path.of("docs", "pages", name);
		assertThat(PagePicture.sourceOf(picture))
			.as("%s is stale: mvn -Dpictures -Dit.test=PagePicturesIT verify, and cp target/pages/*.png docs/pages/",
					picture)
			.hasValue(PagePicture.source());
		assertThat(Files.size(picture)).isLessThan(250_000);
	}

}
