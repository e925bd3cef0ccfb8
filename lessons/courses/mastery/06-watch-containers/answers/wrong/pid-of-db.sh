# title: the process id of db
# from: report
# fails: pid
# says: which Docker started for web
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker inspect -f '{{.State.Pid}}' db > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
