# title: the address was read and typed
# from: front-and-back
docker run -d --name front -p 0.0.0.0:8080:80 nginx
docker run -d --name back httpd
docker inspect back | grep '"IPAddress"'
echo 172.17.0.5 > ~/back.txt
docker rm -f quiet webhost
