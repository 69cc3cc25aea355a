package dev.logarchiver.web.security;

import java.util.List;

/**
 * The page to log in.
 *
 * @param hasForm whether there are users with passwords
 * @param providers who else knows users
 * @param isWrong whether name or password were wrong, or the user may not see the pages
 * @param isOut whether the user has just logged out
 */
public record LoginPage(boolean hasForm, List<Provider> providers, boolean isWrong, boolean isOut) {

}
