#!/bin/sh
# bin/setenv.sh: what Tomcat's own start script reads before it starts Java.

# ${NAME} in server.xml and madang.xml may name a variable of the environment: no password stands in a file.
CATALINA_OPTS="$CATALINA_OPTS -Dorg.apache.tomcat.util.digester.PROPERTY_SOURCE=org.apache.tomcat.util.digester.EnvironmentPropertySource"

# Madang's settings may stand here (-Dmadang.data=/var/lib/madang) or in the environment (MADANG_DATA).
CATALINA_OPTS="$CATALINA_OPTS -Xmx${TOMCAT_HEAP:-512m} -XX:+ExitOnOutOfMemoryError"

# Tomcat keeps six buffers for each WebSocket, of 8 KiB if nothing is said. The WAR makes two of them small, this the others. A message that is longer than one goes out
# in pieces, which costs a little more for each KiB.
CATALINA_OPTS="$CATALINA_OPTS -Dorg.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE=1024"
