package dev.logarchiver.web.page;

import dev.logarchiver.state.DatabaseAge;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds each page.
 *
 * @param title what the page is about
 * @param section where it belongs; {@code null} for none
 * @param age how old what the page shows is
 * @param user who is logged in; {@code null} where nobody has to
 * @param token the token with which the logout form is sent; {@code null} without a login
 * @param assets the version of stylesheet and script
 */
public record Shell(String title, @Nullable Section section, DatabaseAge age, @Nullable String user,
		@Nullable String token, String assets) {

}
