<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="The header of every page: the name, the parts of the site, and how it looks" %>
<%@ attribute name="current" description="the part of the site that the page belongs to" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<fmt:message key="language" var="language"/>
<header class="site-header">
  <a class="home" href="<c:url value="/"/>" aria-label="Madang 마당">
    <m:logo/>
    <span class="home-name"><span lang="en">Madang</span> <span class="home-hangul" lang="ko">마당</span></span>
  </a>
  <nav class="site-nav" aria-label="<fmt:message key="site.parts"/>">
    <m:navigation path="/" name="rooms" current="${pageScope.current}"/>
    <m:navigation path="/market" name="market" current="${pageScope.current}"/>
    <c:if test="${applicationScope.hasLab}"><m:navigation path="/lab" name="lab" current="${pageScope.current}"/></c:if>
    <c:if test="${applicationScope.hasServerPage}"><m:navigation path="/server" name="server" current="${pageScope.current}"/></c:if>
  </nav>
  <m:account current="${pageScope.current}"/>
  <button id="display-button" class="button quiet icon-only" type="button" popovertarget="display"
      aria-label="<fmt:message key="site.display"/>" title="<fmt:message key="site.display"/>"><m:icon name="display"/></button>
  <div id="display" class="menu" popover>
    <m:choice field="language" chosen="${language}" values="ko en"/>
    <m:choice field="theme" chosen="${empty requestScope.theme ? 'system' : requestScope.theme}" values="system light dark"/>
  </div>
</header>
