<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<!DOCTYPE html><html lang="en"><head><title>Madang</title></head><body><h1><c:out value="${room}"/></h1>
<ul><c:forEach var="room" items="${rooms}"><li><c:out value="${room.name()}"/></li></c:forEach></ul></body></html>
