/**
 * What a survey of the account's runs may show or hide, and that no log is lost by it.
 */
@NullMarked
package dev.logarchiver.acceptance.survey;

import org.jspecify.annotations.NullMarked;
