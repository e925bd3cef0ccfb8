# title: the column beside it: the parent's process id
# from: report
# fails: pid
# says: that this machine gives
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker top web | awk '/master/ {print $3}' > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
