# title: the process id of a worker
# from: report
# fails: pid
# says: The others are its children
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker top web -o pid | tail -1 > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
