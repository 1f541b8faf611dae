<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="Words for the page's modules (static/site/words.js): the message say.<key> for each key" %>
<%@ attribute name="keys" required="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<template id="words">
  <c:forTokens var="key" delims=" " items="${keys}">
    <span data-word="${key}"><fmt:message key="say.${key}"/></span>
  </c:forTokens>
</template>
