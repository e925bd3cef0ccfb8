# title: the commands are typed into a shell in each container
docker container run --rm -i ubuntu:14.04 bash <<'END'
apt-get update
apt-get install -y curl
curl --version
exit
END
docker container run --rm -i centos:7 bash <<'END'
yum -y update curl
curl -V
END
answer newer ubuntu
