# title: the process id as it is inside the container
# from: report
# fails: pid
# says: that this machine gives
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker exec web sh -c 'echo 1' > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
