<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<fmt:message key="market.title" var="title"/>
<m:page title="${title} · Madang" kind="plain" style="market/market.css" script="market/main.js" current="market">
  <main id="main" class="market" data-events="<c:url value="/events"/>" data-topics="<c:url value="/topics"/>"
      data-watched="<c:out value="${watched}"/>" data-charted="<c:out value="${charted}"/>">
    <div class="market-head">
      <h1><c:out value="${title}"/></h1>
      <p id="state" class="state scripted" role="status"></p>
    </div>
    <p class="market-about"><fmt:message key="market.about"/></p>

    <c:if test="${not empty requestScope.problem}">
      <p id="problem" class="problem" role="alert"><fmt:message key="${requestScope.problem}"><fmt:param value="${maxSymbols}"/></fmt:message></p>
    </c:if>

    <div class="market-columns">
      <section aria-labelledby="prices-title">
        <h2 id="prices-title"><fmt:message key="market.prices"/></h2>
        <div class="table-frame">
          <table id="prices" class="prices">
            <caption class="unseen"><fmt:message key="market.caption"/></caption>
            <thead>
              <tr>
                <th scope="col"><fmt:message key="market.symbol"/></th>
                <th scope="col" class="number"><fmt:message key="market.price"/></th>
                <th scope="col" class="number"><fmt:message key="market.change"/></th>
                <th scope="col" class="number wide-only"><fmt:message key="market.volume"/></th>
                <th scope="col" class="spark-head wide-only scripted"><fmt:message key="market.minute"/></th>
              </tr>
            </thead>
            <tbody>
              <c:forEach var="row" items="${requestScope.rows}">
                <tr data-symbol="<c:out value="${row.symbol()}"/>" data-direction="${row.direction()}">
                  <th scope="row">
                    <a class="pick" href="<c:url value="/market"/>?<c:out value="${row.query()}"/>" <c:if test="${row.symbol() eq charted}">aria-current="true"</c:if>><bdi><c:out value="${row.symbol()}"/></bdi></a>
                    <small class="simulated" <c:if test="${not row.isSimulated()}">hidden</c:if>><fmt:message key="market.simulated"/></small>
                  </th>
                  <td class="number price"><c:choose><c:when test="${empty row.price()}">–</c:when><c:otherwise><fmt:formatNumber value="${row.price()}" maxFractionDigits="8"/></c:otherwise></c:choose></td>
                  <td class="number change"><span class="arrow" aria-hidden="true"><c:choose><c:when test="${row.direction() eq 'up'}">▲</c:when><c:when test="${row.direction() eq 'down'}">▼</c:when><c:otherwise>■</c:otherwise></c:choose></span>
                    <span class="percent"><c:if test="${not empty row.percent()}"><fmt:formatNumber value="${row.percent()}" pattern="+0.00%;-0.00%"/></c:if></span></td>
                  <td class="number volume wide-only"><c:if test="${not empty row.volume()}"><fmt:formatNumber value="${row.volume()}" maxFractionDigits="0"/></c:if></td>
                  <td class="spark wide-only scripted"><svg viewBox="-1 -1 122 30" preserveAspectRatio="none" aria-hidden="true" focusable="false"><polyline points=""/></svg></td>
                </tr>
              </c:forEach>
            </tbody>
          </table>
        </div>
        <p id="rates" class="hint scripted"></p>
        <noscript><p class="hint"><fmt:message key="market.noscript"/></p></noscript>

        <details id="chooser" class="card chooser">
          <summary><fmt:message key="market.choose"/></summary>
          <form id="watch" method="get" action="<c:url value="/market"/>">
            <fieldset>
              <legend><fmt:message key="market.watched"/></legend>
              <div class="choices">
                <c:forEach var="choice" items="${choices}">
                  <label class="choice-box"><input type="checkbox" name="symbol" value="<c:out value="${choice.symbol()}"/>" <c:if test="${choice.isWatched()}">checked</c:if>> <bdi><c:out value="${choice.symbol()}"/></bdi></label>
                </c:forEach>
              </div>
            </fieldset>
            <m:field id="other" label="market.other" hint="market.otherHint">
              <input id="other" name="symbol" maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="other-hint">
              <button class="button"><fmt:message key="market.watch"/></button>
            </m:field>
          </form>
        </details>
      </section>

      <div class="beside scripted">
        <section class="card" aria-labelledby="charted">
          <h2 id="charted"><c:out value="${charted}"/></h2>
          <dl class="candle">
            <div><dt><fmt:message key="market.open"/></dt><dd data-candle="open">–</dd></div>
            <div><dt><fmt:message key="market.high"/></dt><dd data-candle="high">–</dd></div>
            <div><dt><fmt:message key="market.low"/></dt><dd data-candle="low">–</dd></div>
            <div><dt><fmt:message key="market.close"/></dt><dd data-candle="close">–</dd></div>
          </dl>
          <div id="chart" class="chart" role="img" aria-label="<c:out value="${charted}"/>"></div>
          <p class="hint"><fmt:message key="market.chartHint"/></p>
          <div id="chart-colors" hidden><i data-color="up"></i><i data-color="down"></i><i data-color="ink"></i><i data-color="line"></i></div>
        </section>

        <section class="card" aria-labelledby="rest-title">
          <h2 id="rest-title"><fmt:message key="market.rest"/></h2>
          <p class="hint"><fmt:message key="market.restHint"/></p>
          <p><code id="rest-request"></code></p>
          <div class="rest-actions">
            <label class="choice-box"><input id="rest-repeat" type="checkbox" checked> <fmt:message key="market.restRepeat"/></label>
            <button id="rest-ask" class="button quiet" type="button"><fmt:message key="market.restAsk"/></button>
          </div>
          <ol id="answers" class="answers" aria-label="<fmt:message key="market.restAnswers"/>"></ol>
        </section>
      </div>
    </div>
  </main>
  <m:words keys="connecting open waiting closed websocket stream long-poll poll rates chartOf answered unanswered"/>
</m:page>
