# title: read from the screen and typed, with blanks and empty lines around it
# from: report
cd /home/student
ip=$(docker container inspect web | grep '"IPAddress"' | tail -1 | cut -d'"' -f4)
printf '\n%s\n\n' "$ip" > address.txt
pid=$(docker container inspect web | grep '"Pid"' | tr -dc 0-9)
echo "  $pid  " > pid.txt
secret=$(docker logs db 2>&1 | grep GENERATED)
printf %s "${secret##* }" > password.txt
