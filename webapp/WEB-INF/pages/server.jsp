<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<fmt:message key="server.title" var="title"/>
<c:set var="ways" value="cgi fastcgi wsgi asgi was"/>
<m:page title="${title} · Madang" kind="plain" style="server/server.css" current="server">
  <main id="main" class="server">
    <h1><c:out value="${title}"/></h1>
    <p class="about"><fmt:message key="server.about"/></p>

    <section aria-labelledby="here-title">
      <h2 id="here-title"><fmt:message key="server.here"/></h2>
      <div class="facts">
        <article class="card wide" id="container">
          <h3><fmt:message key="server.container"/></h3>
          <p class="name"><c:out value="${facts.container()}"/></p>
          <p class="hint"><c:out value="${facts.specification()}"/> · <c:out value="${facts.java()}"/></p>
          <p><fmt:message key="server.containerText"/></p>
        </article>
        <article class="card" id="threads">
          <h3><fmt:message key="server.threads"/></h3>
          <p class="name"><c:out value="${facts.thread()}"/></p>
          <p><fmt:message key="server.threadsText"><fmt:param value="${facts.containerThreads()}"/><fmt:param value="${facts.ownThreads()}"/></fmt:message></p>
        </article>
        <article class="card" id="database">
          <h3><fmt:message key="server.dataSource"/></h3>
          <p class="name"><c:choose><c:when test="${empty facts.database()}"><fmt:message key="server.databaseAway"/></c:when><c:otherwise><c:out value="${facts.database()}"/></c:otherwise></c:choose></p>
          <p><fmt:message key="${facts.ownsPool() ? 'server.poolOwn' : 'server.poolContainer'}"/></p>
        </article>
        <article class="card" id="session">
          <h3><fmt:message key="server.session"/></h3>
          <p class="name"><c:out value="${facts.sessionsBy()}"/> · <fmt:message key="${facts.sessionMinutes() > 0 ? 'server.sessionMinutes' : 'server.sessionEndless'}"><fmt:param value="${facts.sessionMinutes()}"/></fmt:message></p>
          <p><fmt:message key="server.sessionText"/></p>
        </article>
        <article class="card" id="login">
          <h3><fmt:message key="server.login"/></h3>
          <p class="name"><c:choose><c:when test="${empty facts.login()}"><fmt:message key="server.nobody"/></c:when><c:otherwise><bdi><c:out value="${facts.login()}"/></bdi></c:otherwise></c:choose></p>
          <p><fmt:message key="server.loginText"/></p>
        </article>
        <article class="card wide" id="programs">
          <h3><fmt:message key="server.programs"/></h3>
          <p><fmt:message key="server.programsText"/></p>
          <ul class="programs">
            <li class="endpoint"><code>/events</code> <span><fmt:message key="server.endpoint"/></span></li>
            <c:forEach var="program" items="${facts.programs()}">
              <li><c:forEach var="path" items="${program.paths()}"><code><c:out value="${path}"/></code> </c:forEach><span><c:out value="${program.name()}"/></span></li>
            </c:forEach>
          </ul>
        </article>
      </div>
      <p class="hint"><fmt:message key="${tellsVersions ? 'server.tellsVersions' : 'server.tellsNames'}"/></p>
    </section>

    <section>
      <h2 id="compared-title"><fmt:message key="server.compared"/></h2>
      <p class="about"><fmt:message key="server.comparedText"/></p>
      <div class="table-frame" role="region" tabindex="0" aria-labelledby="compared-title">
        <table class="compared">
          <thead>
            <tr>
              <td></td>
              <c:forTokens var="way" items="${ways}" delims=" "><th scope="col" class="${way}"><fmt:message key="server.way.${way}"/></th></c:forTokens>
            </tr>
          </thead>
          <tbody>
            <c:forTokens var="question" items="accepts lives atOnce socket database login deploys" delims=" ">
              <tr>
                <th scope="row"><fmt:message key="server.${question}"/></th>
                <c:forTokens var="way" items="${ways}" delims=" "><td class="${way}"><fmt:message key="server.${question}.${way}"/></td></c:forTokens>
              </tr>
            </c:forTokens>
          </tbody>
        </table>
      </div>
      <p class="hint"><fmt:message key="server.fair"/></p>
    </section>
  </main>
</m:page>
