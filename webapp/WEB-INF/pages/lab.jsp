<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<fmt:message key="lab.title" var="title"/>
<c:set var="transports" value="polling long-polling sse ndjson websocket"/>
<m:page title="${title} · Madang" kind="plain" style="lab/lab.css" script="lab/main.js" current="lab">
  <main id="main" class="lab" data-events="<c:url value="/events"/>" data-lab="<c:url value="/lab"/>" data-topic="<c:out value="${topic}"/>">
    <div class="lab-head">
      <h1><c:out value="${title}"/></h1>
      <p id="state" class="state scripted" role="status"></p>
    </div>
    <p class="lab-about"><fmt:message key="lab.about"/></p>
    <noscript><p class="problem"><fmt:message key="lab.noscript"/></p></noscript>

    <form id="order" class="card order scripted" method="post" action="<c:url value="/lab"/>">
      <h2><fmt:message key="lab.order"/></h2>
      <div class="sliders">
        <m:slider name="rate" least="1" most="${limits.messagesPerSecond()}" value="4"/>
        <m:slider name="readers" least="1" most="${limits.readers()}" value="5"/>
        <m:slider name="interval" least="200" most="5000" step="100" value="1000"/>
        <m:slider name="payload" least="1" most="${limits.payloadBytes()}" value="20"/>
        <m:slider name="seconds" least="2" most="${limits.time().toSeconds()}" value="10"/>
      </div>
      <div class="order-row">
        <button id="start" class="button"><fmt:message key="lab.start"/></button>
        <progress id="progress" value="0" max="1" aria-label="<fmt:message key="lab.progress"/>"></progress>
        <p id="phase" class="phase" role="status"></p>
      </div>
      <p id="problem" class="problem" role="alert" hidden></p>
      <p class="hint"><fmt:message key="lab.honest"><fmt:param value="${self}"/></fmt:message></p>
    </form>

    <section aria-labelledby="figures-title">
      <h2 id="figures-title"><fmt:message key="lab.figures"/></h2>
      <div id="figures" class="figures">
        <c:forTokens var="transport" items="${transports}" delims=" ">
          <article class="card figure" data-transport="${transport}">
            <h3><svg class="stroke" viewBox="0 0 40 4" aria-hidden="true" focusable="false"><line x1="0" y1="2" x2="40" y2="2"/></svg> <fmt:message key="lab.${transport}"/></h3>
            <p class="main-figure"><data data-figure="perMessage">–</data> <small><fmt:message key="lab.perMessage"/></small></p>
            <dl>
              <div><dt><fmt:message key="lab.headsPerMessage"/></dt><dd><data data-figure="headsPerMessage">–</data></dd></div>
              <div><dt><fmt:message key="lab.requests"/></dt><dd><data data-figure="requests">–</data></dd></div>
              <div><dt><fmt:message key="lab.up"/></dt><dd><data data-figure="up">–</data></dd></div>
              <div><dt><fmt:message key="lab.down"/></dt><dd><data data-figure="down">–</data></dd></div>
              <div><dt><fmt:message key="lab.opening"/></dt><dd><data data-figure="opening">–</data></dd></div>
              <div><dt>p50</dt><dd><data data-figure="p50">–</data></dd></div>
              <div><dt>p99</dt><dd><data data-figure="p99">–</data></dd></div>
              <div><dt><fmt:message key="lab.delivered"/></dt><dd><data data-figure="delivered">–</data></dd></div>
              <div><dt><fmt:message key="lab.missed"/></dt><dd><data data-figure="missed">–</data></dd></div>
              <div><dt><fmt:message key="lab.repeated"/></dt><dd><data data-figure="repeated">–</data></dd></div>
            </dl>
          </article>
        </c:forTokens>
      </div>
      <p class="hint"><fmt:message key="lab.figuresHint"/></p>
    </section>

    <div class="charts scripted">
      <section class="card" aria-labelledby="bytes-title">
        <h2 id="bytes-title"><fmt:message key="lab.bytesChart"/></h2>
        <div id="bytes-chart" class="chart" role="img" aria-label="<fmt:message key="lab.bytesChartText"/>"></div>
        <ul class="legend" aria-hidden="true"><c:forTokens var="transport" items="${transports}" delims=" "><li data-transport="${transport}"><svg class="stroke" viewBox="0 0 40 4" focusable="false"><line x1="0" y1="2" x2="40" y2="2"/></svg> <fmt:message key="lab.${transport}"/></li></c:forTokens></ul>
      </section>
      <section class="card" aria-labelledby="latency-title">
        <h2 id="latency-title"><fmt:message key="lab.latencyChart"/></h2>
        <div id="latency-chart" class="chart" role="img" aria-label="<fmt:message key="lab.latencyChartText"/>"></div>
        <ul class="legend" aria-hidden="true"><c:forTokens var="transport" items="${transports}" delims=" "><li data-transport="${transport}"><svg class="stroke" viewBox="0 0 40 4" focusable="false"><line x1="0" y1="2" x2="40" y2="2"/></svg> <fmt:message key="lab.${transport}"/></li></c:forTokens></ul>
      </section>
      <div id="chart-colors" hidden><c:forTokens var="transport" items="${transports}" delims=" "><i data-color="${transport}"></i></c:forTokens><i data-color="ink"></i><i data-color="line"></i></div>
    </div>

    <section class="handshake scripted" aria-labelledby="handshake-title">
      <h2 id="handshake-title"><fmt:message key="lab.handshake"/></h2>
      <p class="lab-about"><fmt:message key="lab.handshakeAbout"/></p>
      <p id="handshake-none" class="hint"><fmt:message key="lab.handshakeWait"/></p>
      <div id="handshake" class="handshake-columns" hidden>
        <div class="card">
          <h3 id="request-title"><fmt:message key="lab.request"/></h3>
          <ol id="request-head" class="head" aria-labelledby="request-title"></ol>
          <h3 id="response-title"><fmt:message key="lab.response"/></h3>
          <ol id="response-head" class="head" aria-labelledby="response-title"></ol>
          <p class="hint"><fmt:message key="lab.hidden"/></p>
        </div>
        <div class="card">
          <h3 id="steps-title"><fmt:message key="lab.steps"/></h3>
          <ol class="steps" aria-labelledby="steps-title">
            <li><fmt:message key="lab.stepKey"/> <code data-step="key"></code></li>
            <li><fmt:message key="lab.stepGuid"/> <code data-step="joined"></code></li>
            <li><fmt:message key="lab.stepDigest"/> <code data-step="digest"></code></li>
            <li><fmt:message key="lab.stepAccept"/> <code data-step="accept"></code></li>
            <li><fmt:message key="lab.stepAnswer"/> <code data-step="answer"></code> <b data-step="verdict"></b></li>
          </ol>
          <dl class="facts">
            <div><dt><fmt:message key="lab.address"/></dt><dd><code data-fact="address"></code></dd></div>
            <div><dt><fmt:message key="lab.subprotocol"/></dt><dd><code data-fact="subprotocol"></code></dd></div>
            <div><dt><fmt:message key="lab.version"/></dt><dd><code data-fact="version"></code></dd></div>
          </dl>
          <p id="port" class="hint"></p>
        </div>
      </div>
    </section>

    <section class="wire scripted" aria-labelledby="frames-title">
      <h2 id="frames-title"><fmt:message key="lab.frames"/></h2>
      <p class="lab-about"><fmt:message key="lab.framesAbout"/></p>
      <div class="wire-actions">
        <button id="close-watched" class="button quiet" type="button" disabled><m:icon name="close"/> <fmt:message key="lab.close"/></button>
        <label class="tick"><input id="hold" type="checkbox"> <fmt:message key="lab.hold"/></label>
        <p id="closing" class="closing" role="status"></p>
      </div>
      <p id="no-frames" class="hint"><fmt:message key="lab.noFrames"/></p>
      <ol id="frames" class="frames" tabindex="0" aria-labelledby="frames-title" hidden></ol>
      <template id="frame">
        <li class="frame">
          <p class="frame-facts"><b class="way"></b> <span class="millis"></span> <span class="opcode"></span> <span class="fin"></span> <span class="mask"></span> <span class="length"></span></p>
          <p><code class="wire-bytes"></code></p>
          <p><code class="frame-text"></code></p>
        </li>
      </template>
    </section>
  </main>
  <m:words keys="connecting open waiting closed websocket stream long-poll poll labConnecting labRunning labFinished labFailed labBusy bad_request too_large forbidden rate_limited unavailable internal not_found labNoAnswer labSent labReceived labMask labNoMask labLength labClosed labClosing labEqual labUnequal labUntold labNoHandshake labPortPlain labPortSecure labPortBehind labMillis"/>
</m:page>
