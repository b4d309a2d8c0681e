@echo off
rem Starts Selfsame. SELFSAME_OPTS: more options for Java.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
rem Older Javas don't know the first option, which all commands need.
"%JAVA%" --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if errorlevel 1 (
    set "JAVA=java"
    java --enable-native-access=ALL-UNNAMED -version >nul 2>&1
)
if errorlevel 1 (
    echo selfsame: needs Java 17 or newer, from JAVA_HOME or the PATH 1>&2
    exit /b 1
)
"%JAVA%" --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=warning:stderr -XX:+UseSerialGC -Djdk.nio.maxCachedBufferSize=65536 -XX:+IgnoreUnrecognizedVMOptions -XX:LiveNodeCountInliningCutoff=500 %SELFSAME_OPTS% -cp "%~dp0..\lib\*" dev.selfsame.cli.Main %*
exit /b %ERRORLEVEL%
