# title: the file was written inside the container
# from: report
# fails: password
# says: There is no file password.txt
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
secret=$(docker logs db 2>&1 | sed -n 's/.*PASSWORD: //p')
docker exec db sh -c "mkdir -p /home/student; echo $secret > /home/student/password.txt"
