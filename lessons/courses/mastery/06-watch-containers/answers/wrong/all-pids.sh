# title: the process ids of all processes
# from: report
# fails: pid
# says: The others are its children
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker top web -o pid > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
