/**
 * What is added to Tomcat, and only to Tomcat: {@code madang-tomcat.jar}, which goes to its {@code
 * lib}. Nothing of it is in the WAR, and the WAR does without.
 */
@NullMarked
package io.madang.tomcat;

import org.jspecify.annotations.NullMarked;
